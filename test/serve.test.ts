import { readFileSync } from 'node:fs'
import t from 'tap'
import { runServer } from './process.js'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const LISTENING = /Server listening at (http:\/\/[^"]+)"/

t.test('serves, logs JSON lines, and ends with 0 on a signal', async (t) => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const server = runServer(t, [])
    const url = (await server.printed(LISTENING))[1]!
    const reply = await fetch(`${url}/health`)
    t.match(await reply.json(), { status: 'ok', version, uptimeSeconds: Number })
    await fetch(`${url}/v1/accounts/acc_x/profile`, { method: 'PATCH', headers: { authorization: 'Bearer no' } })
    await server.printed(
      /"path":"\/v1\/accounts\/acc_x\/profile","status":401.*"rule":"key-invalid","accountId":"acc_x"/,
    )
    t.notMatch(server.out(), /"path":"\/health"/, 'which is asked for every few seconds')
    server.kill(signal)
    t.equal(await server.exitCode, 0, signal)
    const lines = server
      .out()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    for (const line of lines) t.ok(line.level)
    t.match(lines[0], { msg: `infinipost-mock ${version}`, version, node: process.version, settings: { PORT: '0' } })
    t.match(lines.slice(-2), [{ signal, msg: /under way are answered yet$/ }, { msg: 'closed' }])
  }
})

t.test('a running request finishes before the server ends', async (t) => {
  const server = runServer(t, [])
  const url = (await server.printed(LISTENING))[1]!
  const slow = fetch(`${url}/v1/accounts/acc_1a2b3c4d5e/profile`, {
    method: 'PATCH',
    headers: { authorization: 'Bearer sk_test_demo', 'content-type': 'application/json' },
    body: '{"platform":"instagram","profilePictureUrl":"https://pictures.test/slow/500/64x64.png"}',
  })
  // One that is answered after it says that the first has been taken in.
  await fetch(`${url}/health`)
  server.kill('SIGTERM')
  t.equal((await slow).status, 200)
  t.equal(await server.exitCode, 0)
})

t.test('on a terminal it prints its URL, a key and a curl line that works', async (t) => {
  const server = runServer(t, ['--host', '0.0.0.0'], { terminal: true })
  const [line, url, key, body] = await server.printed(
    /curl -X PATCH (\S+) -H 'Authorization: Bearer (\S+)' -H 'Content-Type: application\/json' -d '(.+)'/,
  )
  t.ok(line)
  t.match(server.out(), /is serving at http:\/\/127\.0\.0\.1:\d+/)
  t.match(server.out(), /set API_KEYS/, 'a public address is warned of')
  t.notMatch(server.out(), /"level":/, 'the log is readable text')
  const reply = await fetch(url!, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: body!,
  })
  t.equal(reply.status, 200)
  await server.printed(/PATCH \/v1\/accounts\/acc_1a2b3c4d5e\/profile 200 \d+ ms\n/)
  t.match(server.out(), `INFO: infinipost-mock ${version} on Node ${process.version} HOST=0.0.0.0 PORT=0\n`)
})

t.test('on a terminal a call that went wrong is a line that says how', async (t) => {
  const server = runServer(t, [], { terminal: true })
  const url = (await server.printed(/serving at (\S+)/))[1]!
  const ask = (accountId: string) =>
    fetch(`${url}/v1/accounts/${accountId}`, { headers: { authorization: 'Bearer sk_test_demo' } })
  await ask('acc_none')
  await server.printed(/GET \/v1\/accounts\/acc_none 404 account-not-found \d+ ms\n/)
  await fetch(`${url}/_sandbox/faults`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_demo', 'content-type': 'application/json' },
    body: '{"kind":"disconnect","operation":"get"}',
  })
  await t.rejects(ask('acc_1a2b3c4d5e'))
  await server.printed(/GET \/v1\/accounts\/acc_1a2b3c4d5e no reply (fault-injected )?\d+ ms\n/)
})

t.test('on a terminal an unexpected error names its request', async (t) => {
  const server = runServer(t, [], { terminal: true, env: { STORE_URL: 'redis://127.0.0.1:1' } })
  const url = (await server.printed(/serving at (\S+)/))[1]!
  const reply = await fetch(`${url}/_sandbox/clock`, { headers: { authorization: 'Bearer sk_test_demo' } })
  t.equal(reply.status, 503)
  await server.printed(new RegExp(`the store is unavailable \\(request ${reply.headers.get('x-request-id')}\\)`))
})

t.test('listed keys are not printed', async (t) => {
  const server = runServer(t, [], { terminal: true, env: { API_KEYS: 'sk_test_team', HOST: '0.0.0.0' } })
  await server.printed(/Bearer YOUR_API_KEY/)
  t.notMatch(server.out(), /sk_test_team/)
  t.match(server.out(), /API_KEYS=1 in all\n/)
  t.notMatch(server.out(), /set API_KEYS/)
})

t.test('a named host', async (t) => {
  const server = runServer(t, ['--host', 'localhost'], { terminal: true })
  t.match(await server.printed(/serving at (\S+)/), /http:\/\/(127\.0\.0\.1|\[::1\]):\d+/)
})

t.test('a .env file fills in what the environment leaves out', async (t) => {
  const cwd = t.testdir({ '.env': 'LOG_LEVEL=warn\nHOST=nonsense host\n' })
  const server = runServer(t, ['--host', '127.0.0.1'], { cwd, terminal: true })
  await server.printed(/serving at/)
  t.notMatch(server.out(), /Server listening/, 'LOG_LEVEL is taken from it')
  const unreadable = runServer(t, [], { cwd: t.testdir({ '.env': {} }) })
  t.equal(await unreadable.exitCode, 1)
})

t.test('an error that nobody expected shows itself and closes the server', async (t) => {
  const server = runServer(t, [], {
    env: {
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=data:text/javascript,process.on('SIGCONT',()=>setImmediate(()=>{throw(new(Error)('unheard'))}))`,
    },
  })
  await server.printed(LISTENING)
  server.kill('SIGCONT')
  t.equal(await server.exitCode, 1)
  t.match(server.out(), /"level":60.*unheard/)
})
