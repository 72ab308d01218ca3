import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'

// A key that has nothing to do with any of it: what a test suite does, over and over, in a process of its own. Tells its
// parent how long each call took, and what was not as it should be.

const [url = '', key = ''] = process.argv.slice(2)

async function timed(method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) }
  const started = performance.now()
  try {
    const init = { method, headers, signal: AbortSignal.timeout(20_000) }
    const response = await fetch(url + path, body === undefined ? init : { ...init, body: JSON.stringify(body) })
    const bytes = await response.arrayBuffer()
    return new Response(bytes.byteLength === 0 ? null : bytes, response)
  } finally {
    process.send!({ ms: performance.now() - started })
  }
}

const rename = (name: string) => timed('PATCH', '/v1/accounts/acc_1a2b3c4d5e/profile', { platform: 'tiktok', name })
const statusOf = async (response: Promise<Response>) => (await response).status

async function scenario(): Promise<void> {
  assert.equal(await statusOf(timed('DELETE', '/_sandbox')), 204)
  assert.equal(await statusOf(rename('Fashion Daily')), 200)
  assert.equal(await statusOf(rename('Fashion Weekly')), 429)
  assert.equal(await statusOf(timed('POST', '/_sandbox/clock/advance', { days: 7 })), 200)
  assert.equal(await statusOf(timed('POST', '/_sandbox/faults', { kind: 'disconnect', when: 'after' })), 201)
  await assert.rejects(rename('Fashion Weekly'), 'a lost reply')
  assert.equal(await statusOf(rename('Fashion Weekly')), 200)
  assert.equal(await statusOf(rename('Fashion Monthly')), 429)
  const { requests } = (await (await timed('GET', '/_sandbox/requests?limit=1000')).json()) as {
    requests: { status: number | null }[]
  }
  assert.deepEqual(
    requests.map(({ status }) => status),
    [200, 429, null, 200, 429],
  )
}

for (;;) {
  try {
    await scenario()
    process.send!({ scenarios: 1 })
  } catch (error) {
    const { message, cause } = error as Error
    process.send!({ failure: cause === undefined ? message : `${message}: ${cause}` })
  }
  await wait(20)
}
