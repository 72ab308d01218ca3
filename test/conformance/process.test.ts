import t from 'tap'
import { runServer } from '../process.js'
import { accounts, KEY, startOther, views } from './other-server.js'

const env = { INFINIPOST_API_KEY: KEY }

t.test('the key comes from the environment, and the exit code says what came of it', async (t) => {
  const { url } = await startOther(t)
  const run = runServer(t, ['conformance', '--url', url, '--only', 'key-missing'], { env })
  t.equal(await run.exitCode, 0)
  t.match(run.out(), /^key-missing +documented +same\n\n127\.0\.0\.1:\d+: 1 same, 0 differ, 0 not tried\n$/)
  t.equal(run.err(), '')
})

t.test('without a key it asks nobody', async (t) => {
  const { url, asked } = await startOther(t)
  const run = runServer(t, ['conformance', '--url', url])
  t.equal(await run.exitCode, 2)
  t.equal(run.err(), 'infinipost-mock: INFINIPOST_API_KEY must hold the key to ask with\n')
  t.strictSame(asked, [])
})

t.test('an interrupt ends it when what it has changed is put back', async (t) => {
  let interrupt = () => {}
  const { url, asked, control } = await startOther(t, {
    answer: ({ method, body }) => {
      if (method === 'PATCH' && body.includes('Written by a conformance check')) interrupt()
      return undefined
    },
  })
  const run = runServer(t, ['conformance', '--url', url, ...accounts, '--allow-changes'], { env })
  interrupt = () => run.kill('SIGINT')
  t.equal(await run.exitCode, 2)
  t.equal(run.err(), 'infinipost-mock: Interrupted; what was changed has been put back\n')
  t.equal(run.out(), '')
  t.ok(asked.some(({ body }) => body.includes('Written by a conformance check')))
  t.equal((await views(control)).acc_ready.profiles.tiktok.bio, 'A personal bio')
})
