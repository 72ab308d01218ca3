import t from 'tap'
import { startServer } from '../helper.js'
import { error, NOW, startFrozen } from './frozen.js'

const SOON_AFTER_NOW = /^2024-04-21T10:00:0\dZ$/
const isPresent = (now: string) => Math.abs(Date.parse(now) - Date.now()) < 60_000

const FROM = {
  real: { mode: 'real' },
  running: { mode: 'running', now: NOW },
  frozen: { mode: 'frozen', now: NOW },
}
const OTHER = '2030-01-01T00:00:00Z'
const SOON_AFTER_OTHER = /^2030-01-01T00:00:0\dZ$/

const CASES: [from: keyof typeof FROM, put: object, mode: string, now: RegExp | 'present'][] = [
  ['real', {}, 'real', 'present'],
  ['real', { mode: 'real', now: OTHER }, 'real', 'present'],
  ['real', { mode: 'running' }, 'running', 'present'],
  ['real', { mode: 'frozen' }, 'frozen', 'present'],
  ['real', { now: OTHER }, 'running', SOON_AFTER_OTHER],
  ['real', { mode: 'running', now: OTHER }, 'running', SOON_AFTER_OTHER],
  ['real', { mode: 'frozen', now: OTHER }, 'frozen', /^2030-01-01T00:00:00Z$/],
  ['running', {}, 'running', SOON_AFTER_NOW],
  ['running', { mode: 'real' }, 'real', 'present'],
  ['running', { mode: 'running' }, 'running', SOON_AFTER_NOW],
  ['running', { mode: 'frozen' }, 'frozen', SOON_AFTER_NOW],
  ['running', { now: OTHER }, 'running', SOON_AFTER_OTHER],
  ['frozen', {}, 'frozen', /^2024-04-21T10:00:00Z$/],
  ['frozen', { mode: 'real', now: OTHER }, 'real', 'present'],
  ['frozen', { mode: 'running' }, 'running', SOON_AFTER_NOW],
  ['frozen', { mode: 'frozen' }, 'frozen', /^2024-04-21T10:00:00Z$/],
  ['frozen', { now: OTHER }, 'frozen', /^2030-01-01T00:00:00Z$/],
]
t.test('PUT sets what is given and keeps the rest', async (t) => {
  const { control } = await startServer(t)
  for (const [from, put, mode, now] of CASES) {
    await t.test(`${from} and ${JSON.stringify(put)}`, async (t) => {
      await control('PUT', '/clock', FROM[from])
      const { status, body } = await control('PUT', '/clock', put)
      t.equal(status, 200)
      t.strictSame(Object.keys(body), ['mode', 'now'])
      t.equal(body.mode, mode)
      t.ok(now === 'present' ? isPresent(body.now) : now.test(body.now), body.now)
      t.equal((await control('GET', '/clock')).body.mode, mode)
    })
  }
})

t.test('DELETE goes back to real time', async (t) => {
  const { control } = await startFrozen(t)
  const { status, text } = await control('DELETE', '/clock')
  t.equal(status, 204)
  t.equal(text, '')
  const { body } = await control('GET', '/clock')
  t.equal(body.mode, 'real')
  t.ok(isPresent(body.now), body.now)
})

const ADVANCES: [span: object, now: string][] = [
  [{ days: 7 }, '2024-04-28T10:00:00Z'],
  [{ days: 1, hours: 2, minutes: 3, seconds: 4 }, '2024-04-22T12:03:04Z'],
  [{ hours: 0 }, NOW],
  [{ days: 36_525 }, '2124-04-22T10:00:00Z'],
  [{ seconds: 3_155_760_000 }, '2124-04-22T10:00:00Z'],
]
for (const [span, now] of ADVANCES) {
  t.test(`advance by ${JSON.stringify(span)}`, async (t) => {
    const { control } = await startFrozen(t)
    const { status, body } = await control('POST', '/clock/advance', span)
    t.equal(status, 200)
    t.strictSame(body, { mode: 'frozen', now })
    t.strictSame((await control('GET', '/clock')).body, body)
  })
}

t.test('advance starts a real clock running and leaves a running one running', async (t) => {
  const { control } = await startServer(t)
  const year = new Date(Date.now() + 366 * 86_400_000).getUTCFullYear()
  const { body } = await control('POST', '/clock/advance', { days: 366 })
  t.equal(body.mode, 'running')
  t.equal(Number(body.now.slice(0, 4)), year)
  t.equal((await control('POST', '/clock/advance', { days: 1 })).body.mode, 'running')
})

t.test('advance goes 100 years at most, and never past year 9998', async (t) => {
  const { control } = await startFrozen(t)
  const far = await control('POST', '/clock/advance', { days: 36_525, seconds: 1 })
  t.equal(far.status, 400)
  t.strictSame(far.body, error('invalid_parameter', 'body must add up to at most 100 years'))
  t.equal((await control('GET', '/clock')).body.now, NOW)
  await control('PUT', '/clock', { now: '9998-12-31T23:59:58Z' })
  t.equal((await control('POST', '/clock/advance', { seconds: 1 })).body.now, '9998-12-31T23:59:59Z')
  const late = await control('POST', '/clock/advance', { seconds: 1 })
  t.equal(late.status, 400)
  t.strictSame(late.body, error('invalid_parameter', 'body must leave the clock in year 9998 or before'))
  t.equal((await control('GET', '')).body.clock.now, '9998-12-31T23:59:59Z')
})

t.test('one key’s time is no other key’s', async (t) => {
  const { control } = await startFrozen(t)
  const other = { key: 'sk_test_other' }
  await control('PUT', '/clock', FROM.frozen, other)
  await control('POST', '/clock/advance', { days: 3 })
  t.equal((await control('GET', '/clock', undefined, other)).body.now, NOW)
  t.equal((await control('GET', '/clock')).body.now, '2024-04-24T10:00:00Z')
})
