import t from 'tap'
import { startServer } from '../helper.js'

const ID = 'acc_1a2b3c4d5e'
const SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/

/** Every text in a value that looks as if it were meant to be a time. */
function times(value: unknown): string[] {
  if (typeof value === 'string') return /^[+-]?\d{4,6}-\d\d/.test(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(times) : []
}

t.test('at either end of a clock all that it implies is a timestamp, and can be put back', async (t) => {
  const { edit, control } = await startServer(t)
  for (const now of ['9998-12-31T23:59:59Z', '1900-01-01T00:00:00Z']) {
    t.equal((await control('PUT', '', { clock: { mode: 'frozen', now } })).status, 200)
    const replies = [
      await edit(ID, { platform: 'tiktok', name: 'First' }),
      await edit(ID, { platform: 'tiktok', name: 'Second' }),
      await edit(ID, { platform: 'instagram', name: 'First' }),
      await edit(ID, { platform: 'instagram', name: 'Second' }),
      await control('GET', ''),
      await control('GET', '/requests'),
    ]
    t.strictSame(
      replies.map(({ status }) => status),
      [200, 429, 200, 429, 200, 200],
    )
    for (const { body } of replies) for (const time of times(body)) t.match(time, SHAPE)
    t.equal((await control('PUT', '', replies[4]!.body)).text, replies[4]!.text)
  }
  for (const now of ['9999-01-01T00:00:00Z', '1899-12-31T23:59:59Z', '9998-12-31T23:59:59-01:00']) {
    t.equal((await control('PUT', '/clock', { now })).status, 400, now)
  }
  await control('PUT', '/clock', { mode: 'frozen', now: '9998-12-31T00:00:00Z' })
  t.equal((await control('POST', '/clock/advance', { days: 1 })).status, 400)
})
