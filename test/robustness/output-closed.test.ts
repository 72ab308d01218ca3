import t from 'tap'
import { runServer } from '../process.js'

// Processes start slowly on a busy machine.
t.setTimeout(120_000)

t.test('the server goes on when nobody reads its log any more', async (t) => {
  const server = runServer(t, [])
  const [, url] = await server.printed(/Server listening at (http:\/\/[^"]+)"/)
  server.closeOutput()
  // Each is a line of log; a pipe without a reader refuses the first of them.
  for (let call = 0; call < 50; call++) t.equal((await fetch(`${url}/health`)).status, 200)
  server.kill('SIGTERM')
  t.equal(await server.exitCode, 0)
  t.equal(server.err(), '')
})

t.test('so does one that prints for a terminal', async (t) => {
  const server = runServer(t, [], { terminal: true })
  const [, url] = await server.printed(/serving at (\S+)/)
  server.closeOutput()
  for (let call = 0; call < 50; call++) t.equal((await fetch(`${url}/health`)).status, 200)
  server.kill('SIGTERM')
  t.equal(await server.exitCode, 0)
  t.equal(server.err(), '')
})
