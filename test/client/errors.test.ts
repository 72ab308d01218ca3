import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { connectSandbox, SandboxError } from '../../src/client.js'
import { startServer } from '../helper.js'
import { ONE_APP } from '../two-apps.js'

/** A server that is no sandbox. */
async function startOther(t: Test, listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  t.teardown(() => server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

t.test('the server’s refusal, in its own words', async (t) => {
  const { url } = await startServer(t)
  const sandbox = connectSandbox({ url })
  const error = await sandbox.clock.advance({ days: -1 }).catch((caught: unknown) => caught)
  t.ok(error instanceof SandboxError)
  t.ok(error instanceof Error)
  t.match(error, {
    name: 'SandboxError',
    code: 'invalid_parameter',
    message: 'days must be a whole number from 0 to 36525',
    status: 400,
  })
  await t.rejects(connectSandbox({ url, apiKey: 'sk_live_x' }).rules(), {
    code: 'invalid_api_key',
    message: 'The API key provided is invalid',
    status: 401,
  })
})

t.test('no server there', async (t) => {
  const server = await startServer(t, ONE_APP)
  await server.app.close()
  const error = await connectSandbox({ url: server.url })
    .reset()
    .catch((caught: unknown) => caught)
  t.match(error, { name: 'SandboxError', code: 'unreachable', status: null })
  t.equal((error as Error).message, `The sandbox at ${server.url}/_sandbox cannot be reached`)
  t.match((error as Error).cause, { code: 'ECONNREFUSED' })
})

const STRANGE: [name: string, status: number, body: string][] = [
  ['a page of a proxy', 502, '<h1>Bad gateway</h1>'],
  ['JSON of another kind', 404, '{"error":"Not Found"}'],
  ['an envelope of another kind', 400, '{"error":{"message":"No"}}'],
  ['no object', 500, 'null'],
  ['a page instead of JSON', 200, '<h1>Welcome</h1>'],
]
for (const [name, status, body] of STRANGE) {
  t.test(name, async (t) => {
    const url = await startOther(t, (_request, response) => response.writeHead(status).end(body))
    await t.rejects(connectSandbox({ url }).clock.get(), {
      name: 'SandboxError',
      code: 'unexpected',
      message: `${url}/_sandbox/clock answered ${status} with something else than a sandbox does`,
      status,
    })
  })
}

for (const status of [200, 500]) {
  t.test(`a connection that breaks off in a ${status}`, async (t) => {
    const url = await startOther(t, (_request, response) => {
      response.writeHead(status, { 'content-length': 100 }).write('{', () => response.destroy())
    })
    await t.rejects(connectSandbox({ url }).clock.get(), { name: 'SandboxError', code: 'unreachable', status: null })
  })
}
