import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import t from 'tap'
import { runServer } from '../process.js'

// Processes start slowly on a busy machine.
t.setTimeout(600_000)

const TOLD = (code: string) =>
  `infinipost-mock: the log cannot be written any more (${code}); serving goes on without it\n`

t.test('the server goes on when nobody reads its log any more', async (t) => {
  const server = runServer(t, [])
  const [, url] = await server.printed(/Server listening at (http:\/\/[^"]+)"/)
  server.closeOutput()
  // Each is a line of log; a pipe without a reader refuses the first of them.
  for (let call = 0; call < 50; call++) t.equal((await fetch(`${url}/ready`)).status, 200)
  server.kill('SIGTERM')
  t.equal(await server.exitCode, 0)
  t.equal(server.err(), TOLD('EPIPE'))
})

t.test('so does one that prints for a terminal', async (t) => {
  const server = runServer(t, [], { terminal: true })
  const [, url] = await server.printed(/serving at (\S+)/)
  server.closeOutput()
  for (let call = 0; call < 50; call++) t.equal((await fetch(`${url}/ready`)).status, 200)
  server.kill('SIGTERM')
  t.equal(await server.exitCode, 0)
  t.equal(server.err(), TOLD('EPIPE'))
})

/** Puts a device that is always full in the place of standard output. */
const FULL = "import fs from 'node:fs'; fs.closeSync(1); fs.openSync('/dev/full', 'w')"

t.test('and one whose disk is full', { skip: !existsSync('/dev/full') && 'no /dev/full here' }, async (t) => {
  const port = await freePort()
  const server = runServer(t, ['--port', String(port)], { preload: FULL })
  const ready = `http://127.0.0.1:${port}/ready`
  while ((await fetch(ready).catch(() => undefined)) === undefined);
  for (let call = 0; call < 50; call++) t.equal((await fetch(ready)).status, 200)
  server.kill('SIGTERM')
  t.equal(await server.exitCode, 0)
  t.equal(server.err(), TOLD('ENOSPC'))
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
