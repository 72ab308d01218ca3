import t, { type Test } from 'tap'
import { setDateNow } from '../date-now.js'
import { startServer } from '../helper.js'

const ID = 'acc_1a2b3c4d5e'
const DAY = 86_400_000
const START = Date.UTC(2024, 3, 21, 10)

/** A server on a machine whose clock is ours to move. */
async function startOnMachine(t: Test) {
  const machine = { now: START }
  setDateNow(t, () => machine.now)
  const server = await startServer(t)
  const clock = async () => (await server.control('GET', '/clock')).body
  return { ...server, machine, clock }
}

t.test('real and running clocks go with the machine’s, ahead and back; a frozen one does not', async (t) => {
  const { machine, clock, control } = await startOnMachine(t)
  t.same(await clock(), { mode: 'real', now: '2024-04-21T10:00:00Z' })
  machine.now += 3 * DAY
  t.same(await clock(), { mode: 'real', now: '2024-04-24T10:00:00Z' })
  await control('PUT', '/clock', { now: '2030-01-01T00:00:00Z' })
  machine.now += 1_999
  t.same(await clock(), { mode: 'running', now: '2030-01-01T00:00:01Z' })
  machine.now -= DAY
  t.same(await clock(), { mode: 'running', now: '2029-12-31T00:00:01Z' })
  await control('PUT', '/clock', { mode: 'frozen' })
  machine.now += 400 * DAY
  t.same(await clock(), { mode: 'frozen', now: '2029-12-31T00:00:01Z' })
})

t.test('a cooldown that began before a jump back still ends when it was said to', async (t) => {
  const { machine, edit } = await startOnMachine(t)
  const first = await edit(ID, { platform: 'instagram', name: 'First' })
  const end = '2024-05-05T10:00:00Z'
  t.equal(first.body.nextNameChangeAllowed, end)
  for (const jump of [-30 * DAY, 40 * DAY, 4 * DAY - 1]) {
    machine.now += jump
    const { status, body } = await edit(ID, { platform: 'instagram', name: 'Second' })
    t.same([status, body.error?.nextAllowedAt], [429, end], new Date(machine.now).toISOString())
  }
  machine.now += 1
  t.equal((await edit(ID, { platform: 'instagram', name: 'Second' })).status, 200)
})

t.test('a clock that the machine drives over either end of time stands still there', async (t) => {
  const { machine, clock, control, edit } = await startOnMachine(t)
  for (const [now, jump, at] of [
    ['9998-12-31T23:59:59Z', 2_000, '9998-12-31T23:59:59Z'],
    ['1900-01-01T00:00:00Z', -DAY, '1900-01-01T00:00:00Z'],
  ] as const) {
    await control('PUT', '/clock', { mode: 'running', now })
    machine.now += jump
    t.same(await clock(), { mode: 'running', now: at })
    t.equal((await edit(ID, { platform: 'instagram', bio: at })).body.updatedAt, at)
    const state = await control('GET', '')
    const put = await control('PUT', '', state.body)
    t.equal(put.status, 200, 'and can be put back')
    t.equal(put.text, state.text)
  }
})

t.test('what is under way when the clock jumps ends as ever', async (t) => {
  const { machine, control, edit } = await startOnMachine(t)
  await control('POST', '/faults', { kind: 'delay', ms: 50 })
  const delayed = edit(ID, { platform: 'instagram', name: 'Delayed' })
  const slow = edit(ID, { platform: 'tiktok', profilePictureUrl: 'https://pictures.test/slow/50/64x64.png' })
  await control('GET', '/clock')
  machine.now -= 365 * DAY
  t.equal((await delayed).status, 200)
  t.equal((await slow).status, 200)
  const { requests } = (await control('GET', '/requests')).body
  for (const { durationMs } of requests)
    t.ok(durationMs >= 0 && durationMs < 30_000, 'no time is measured by that clock')
})
