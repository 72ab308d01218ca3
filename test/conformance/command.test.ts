import { join } from 'node:path'
import t from 'tap'
import { accounts, startOther } from './other-server.js'
import { runCommand } from './run-command.js'
import type { StandInOptions } from './stand-in.js'

t.test('what it cannot run on', async (t) => {
  const error = (status: number, code: string) => () => ({
    status,
    headers: {},
    body: JSON.stringify({ error: { code, message: 'No' } }),
  })
  const STOPS: [answer: NonNullable<StandInOptions['answer']>, message: RegExp][] = [
    [error(401, 'unauthorized'), /refuses the key in INFINIPOST_API_KEY/],
    [error(429, 'slow_down'), /limits its rate \(429\)/],
    [
      ({ method }) => (method === 'PATCH' ? error(429, 'slow_down')() : undefined),
      /limits its rate \(429\): try again later/,
    ],
    [
      ({ path }) => (path.includes('acc_ready') ? error(404, 'not_found')() : undefined),
      /acc_ready cannot be read: 404/,
    ],
  ]
  for (const [answer, message] of STOPS) {
    const { run } = await startOther(t, { answer })
    const { code, err } = await run(accounts)
    t.equal(code, 2)
    t.match(err, message)
    t.equal(err.split('\n').length, 2, 'one line')
  }
  t.match(await runCommand('http://127.0.0.1:9'), { code: 2, err: /^infinipost-mock: 127\.0\.0\.1:9 does not answer/ })
  const full = { status: 503, headers: {}, body: '{"error":{"code":"limit_reached"}}' }
  const { url } = await startOther(t, {
    hidesMock: false,
    answer: ({ method }) => (method === 'PUT' ? full : undefined),
  })
  t.match(await runCommand(url), { code: 2, err: /: The sandbox refuses PUT \/clock: 503 limit_reached\n$/ })
})

t.test('a report that cannot be written is said after what came of the run', async (t) => {
  const { run } = await startOther(t)
  const { code, out, err } = await run([
    '--only',
    'key-missing',
    '--report',
    join(t.testdirName, 'none', 'report.json'),
  ])
  t.equal(code, 2)
  t.match(out, /^key-missing +documented +same$/m)
  t.match(err, /^infinipost-mock: The report cannot be written: ENOENT: .*\n$/)
})

t.test('a person sees how far it is', async (t) => {
  const { url } = await startOther(t)
  let shown = ''
  const err = { isTTY: true, write: (text: string) => (shown += text) }
  const only = ['--only', 'key-missing', '--only', 'next-name-change-allowed']
  const { code } = await runCommand(url, [...accounts, ...only, '--allow-name-change'], { err })
  t.equal(code, 0)
  const lines = shown.split('\r\u001b[K')
  t.strictSame(lines.slice(0, 3), ['', '1/4 key-missing', '2/4 next-name-change-allowed'])
  t.ok(lines.includes('Changing the tiktok name of acc_ready: it will be locked for 7 days\n'))
  t.equal(lines.at(-1), '', 'and nothing of it stays')
})

t.test('an error that nobody expected is not taken for an outcome', async (t) => {
  const { url } = await startOther(t)
  const out = {
    write: () => {
      throw new TypeError('a bug')
    },
  }
  await t.rejects(runCommand(url, ['--only', 'key-missing'], { out }), { message: 'a bug' })
})

t.test('arguments', async (t) => {
  const BAD: [args: string[], message: RegExp][] = [
    [[], /--url must be/],
    [['--url', 'ftp://a'], /--url must be/],
    [['--url', 'http://a', '--only', 'none'], /--only must name a rule: none is none/],
    [['--url', 'http://a', '--platform', 'tiktok'], /--platform needs an --account/],
    [['--url', 'http://a', '--account', 'a', '--platform', 'x'], /--platform must be/],
    [['--key', 'sk_test_x'], /Unknown option/],
  ]
  for (const [args, message] of BAD) t.match(await runCommand('', args), { code: 2, out: '', err: message })
  t.match(await runCommand('http://127.0.0.1:9', [], { apiKey: '' }), { code: 2, err: /INFINIPOST_API_KEY/ })
  t.match(await runCommand('http://127.0.0.1:9', [], { apiKey: 'sk_test_…' }), { code: 2, err: /INFINIPOST_API_KEY/ })
  t.match(await runCommand('', ['--help']), { code: 0, out: /^Tries the rules/ })
  t.match(await runCommand('', ['--list']), { code: 0, out: /spends nothing; if not kept: / })
})
