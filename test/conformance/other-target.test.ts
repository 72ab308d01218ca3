import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Json } from '../helper.js'
import { accounts, KEY, startOther, views } from './other-server.js'
import { runCommand } from './run-command.js'

const outcomes = (out: string) =>
  Object.fromEntries(JSON.parse(out).rules.map(({ rule, outcome, detail }: Json) => [rule, { outcome, detail }]))

t.test('without leave nothing of an account changes', async (t) => {
  const { run, control, asked } = await startOther(t)
  const before = await views(control)
  const { code, out, err } = await run([...accounts, '--json'])
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
  const { run, control } = await startOther(t)
  const only = ['--only', 'update-applied', '--only', 'picture-url-opens']
  const { code, out } = await run([...accounts, '--allow-changes', '--json', ...only])
  t.equal(code, 0, out)
  t.match(outcomes(out), { 'update-applied': { outcome: 'same' }, 'picture-url-opens': { outcome: 'same' } })
  const { bio, profilePictureUrl } = (await views(control)).acc_ready.profiles.tiktok
  t.equal(bio, 'A personal bio')
  t.equal(profilePictureUrl, '/media/fashion-insider.jpg')
})

t.test('with leave for it one name changes, last, and its lock is tried', async (t) => {
  const { run, control, asked } = await startOther(t)
  const only = ['next-name-change-allowed', 'tiktok-name-cooldown', 'no-retry-after', 'key-missing']
  const args = only.flatMap((rule) => ['--only', rule])
  const { code, out, err } = await run([...accounts, ...args, '--allow-name-change', '--json'])
  t.equal(code, 0, out)
  for (const rule of only) t.match(outcomes(out)[rule], { outcome: 'same' }, rule)
  t.match(err, /^Changing the tiktok name of acc_ready: it will be locked for 7 days$/m)
  t.equal((await views(control)).acc_ready.profiles.tiktok.name, 'Personal Name.')
  const names = asked.filter(({ body }) => body.includes('"name"'))
  t.equal(asked.indexOf(names[0]!) > asked.findIndex(({ headers }) => headers.authorization === undefined), true)
})

t.test('past Day 5 of its warmup an account has a name that may change', async (t) => {
  const { run, control } = await startOther(t)
  const some = ['acc_warming', 'acc_late'].flatMap((id) => ['--account', id])
  const { out } = await run([...some, '--only', 'next-name-change-allowed', '--allow-name-change'])
  t.match(out, /^next-name-change-allowed +documented +same$/m)
  const { acc_warming: young, acc_late: late } = await views(control)
  t.equal(young.profiles.tiktok.name, 'Personal Name')
  t.equal(late.profiles.tiktok.name, 'Personal Name.')
})

t.test('what a case needs and is not given is said', async (t) => {
  const { run } = await startOther(t)
  const without = outcomes((await run(['--json'])).out)
  t.match(without['bio-invalid'], { outcome: 'not tried', detail: 'needs an account: --account' })
  t.match(without['username-invalid'], { detail: 'needs an account on instagram: --account' })
  t.match(without['tiktok-warmup'], { detail: 'needs a day-3 warmup account' })
  const only = ['--only', 'tiktok-name-cooldown', '--only', 'instagram-name-cooldown', '--allow-name-change']
  const unlocked = outcomes((await run([...accounts, ...only, '--json'])).out)
  t.match(unlocked['tiktok-name-cooldown'], { detail: 'needs a TikTok name that this run has changed' })
  t.match(unlocked['instagram-name-cooldown'], { detail: 'needs an Instagram name that this run has changed' })
})

t.test('a host that is not this machine’s is asked twice a second at most', async (t) => {
  const { url, asked } = await startOther(t)
  const slept: number[] = []
  const time = {
    now: () => 0,
    sleep: async (ms: number) => slept.push(ms),
  }
  await runCommand(url.replace('127.0.0.1', '0.0.0.0'), ['--only', 'key-missing'], { time })
  t.ok(asked.length > 2)
  t.strictSame(
    slept,
    asked.map(() => 500),
  )
})

t.test('neither the key nor what an account says is in what is written', async (t) => {
  const folder = t.testdir()
  const { run } = await startOther(t, {
    spoil: (_asked, passing) => {
      if (passing.status < 400) return
      const { error } = JSON.parse(passing.body)
      passing.body = JSON.stringify({ error: { ...error, message: `${KEY} of Personal Name: A personal bio` } })
    },
  })
  const [file, junit] = [join(folder, 'report.json'), join(folder, 'junit.xml')]
  const { code, out, err } = await run([...accounts, '--report', file, '--junit', junit])
  t.equal(code, 1)
  for (const text of [out, err, readFileSync(file, 'utf8'), readFileSync(junit, 'utf8')]) {
    t.notMatch(text, KEY)
    t.notMatch(text, /personal (?:name|bio|insta)/i)
  }
  t.match(out, /^account-not-found +documented +differs +.*expected the message .*, came "… of …: …"$/m)
  t.match(readFileSync(junit, 'utf8'), /<failure message="[^"]+&quot;… of …: …&quot;"\/>/)
})
