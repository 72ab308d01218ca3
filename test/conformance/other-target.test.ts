import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { type Json, startServer } from '../helper.js'
import { noSuchHost } from '../properties/no-network.js'
import { runCommand } from './run-command.js'
import { type StandInOptions, standIn } from './stand-in.js'

const KEY = 'sk_test_conformance'
const profile = (ago: object) => ({ name: 'Personal Name', bio: 'A personal bio', warmupStartedAt: { ago } })
const ACCOUNTS = {
  acc_ready: { tiktok: profile({ days: 90 }) },
  acc_warming: { tiktok: profile({ days: 2 }) },
  acc_insta: { instagram: { name: 'Personal Insta', username: 'personal.insta', bio: 'Another personal bio' } },
}

/** A server that nobody would take for a mock, with accounts of people. */
async function start(t: Test, options: StandInOptions = {}) {
  const server = await startServer(t, {}, { lookup: noSuchHost })
  const control = (method: string, path: string, body?: unknown) => server.control(method, path, body, { key: KEY })
  for (const [id, profiles] of Object.entries(ACCOUNTS)) await control('PUT', `/accounts/${id}`, { profiles })
  return { control, ...(await standIn(t, server.url, { hidesMock: true, ...options })) }
}

const accounts = Object.keys(ACCOUNTS).flatMap((id) => ['--account', id])
const views = async (control: (method: string, path: string) => Promise<{ body: Json }>) =>
  Object.fromEntries(
    await Promise.all(Object.keys(ACCOUNTS).map(async (id) => [id, (await control('GET', `/accounts/${id}`)).body])),
  )
const outcomes = (out: string) =>
  Object.fromEntries(JSON.parse(out).rules.map(({ rule, outcome, detail }: Json) => [rule, { outcome, detail }]))

t.test('without leave nothing of an account changes', async (t) => {
  const { url, control, asked } = await start(t)
  const before = await views(control)
  const { code, out, err } = await runCommand(url, [...accounts, '--json'])
  t.equal(code, 0, out)
  t.equal(err, '')
  t.strictSame(await views(control), before)
  t.notOk(asked.some(({ path, method }) => path.startsWith('/_sandbox') && method !== 'GET'))
  t.match(outcomes(out), {
    'account-not-found': { outcome: 'same' },
    'tiktok-warmup': { outcome: 'same' },
    'username-not-supported': { outcome: 'same' },
    'account-warmup': { outcome: 'same' },
    'update-applied': { outcome: 'not tried', detail: 'would change the account' },
    'tiktok-name-cooldown': { outcome: 'not tried', detail: 'would change the name of the account' },
    'name-free-on-time': { outcome: 'not tried', detail: 'needs time to pass' },
    'tiktok-warmup-not-started': { detail: 'needs a TikTok account whose warmup has not started' },
    'picture-not-square': { detail: 'needs a public picture that is not square: --wide-picture' },
    'picture-timeout': { detail: 'needs a host for pictures' },
    'key-expired': { detail: 'needs a key that has expired' },
    'cooldown-per-platform': { detail: 'needs an account with two platforms' },
    'picture-too-many-frames': { detail: 'needs a picture that no public host has' },
  })
})

t.test('with leave the bio changes and is put back', async (t) => {
  const { url, control } = await start(t)
  const { code, out } = await runCommand(url, [...accounts, '--allow-changes', '--json', '--only', 'update-applied'])
  t.equal(code, 0)
  t.match(outcomes(out), { 'update-applied': { outcome: 'same' } })
  t.equal((await views(control)).acc_ready.profiles.tiktok.bio, 'A personal bio')
})

t.test('with leave for it one name changes, last, and its lock is tried', async (t) => {
  const { url, control, asked } = await start(t)
  const only = ['next-name-change-allowed', 'tiktok-name-cooldown', 'no-retry-after', 'key-missing']
  const args = only.flatMap((rule) => ['--only', rule])
  const { code, out, err } = await runCommand(url, [...accounts, ...args, '--allow-name-change', '--json'])
  t.equal(code, 0, out)
  for (const rule of only) t.match(outcomes(out)[rule], { outcome: 'same' }, rule)
  t.match(err, /^Changing the tiktok name of acc_ready: it will be locked for 7 days$/m)
  t.equal((await views(control)).acc_ready.profiles.tiktok.name, 'Personal Name.')
  const names = asked.filter(({ body }) => body.includes('"name"'))
  t.equal(asked.indexOf(names[0]!) > asked.findIndex(({ headers }) => headers.authorization === undefined), true)
})

t.test('neither the key nor what an account says is in what is written', async (t) => {
  const folder = t.testdir()
  const { url } = await start(t, {
    spoil: (_asked, passing) => {
      if (passing.status < 400) return
      const { error } = JSON.parse(passing.body)
      passing.body = JSON.stringify({ error: { ...error, message: `${KEY} of Personal Name: A personal bio` } })
    },
  })
  const [file, junit] = [join(folder, 'report.json'), join(folder, 'junit.xml')]
  const { code, out, err } = await runCommand(url, [...accounts, '--report', file, '--junit', junit])
  t.equal(code, 1)
  for (const text of [out, err, readFileSync(file, 'utf8'), readFileSync(junit, 'utf8')]) {
    t.notMatch(text, KEY)
    t.notMatch(text, /personal (?:name|bio|insta)/i)
  }
  t.match(out, /^account-not-found +documented +differs +.*expected the message .*, came "… of …: …"$/m)
  t.match(readFileSync(junit, 'utf8'), /<failure message="[^"]+&quot;… of …: …&quot;"\/>/)
})

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
    const { url } = await start(t, { answer })
    const { code, err } = await runCommand(url, accounts)
    t.equal(code, 2)
    t.match(err, message)
    t.equal(err.split('\n').length, 2, 'one line')
  }
  t.match(await runCommand('http://127.0.0.1:9'), { code: 2, err: /^infinipost-mock: 127\.0\.0\.1:9 does not answer/ })
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
  t.match(await runCommand('', ['--help']), { code: 0, out: /^Tries the rules/ })
  t.match(await runCommand('', ['--list']), { code: 0, out: /spends nothing; if not kept: / })
})
