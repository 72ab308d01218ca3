import t from 'tap'
import { turns } from '../../src/http/turns.js'

/** Keeps the process busy. */
function work(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

t.test('between two pieces of work there is a turn of the event loop for each millisecond of the first', async (t) => {
  const inTurn = turns()
  let turn = 0
  let counting = true
  const count = () => {
    turn += 1
    if (counting) setImmediate(count)
  }
  setImmediate(count)
  const begun = await Promise.all(
    [0, 20, 0, 0].map((ms) =>
      inTurn(() => {
        work(ms)
        return turn
      }),
    ),
  )
  counting = false
  const between = begun.slice(1).map((at, index) => at - begun[index]!)
  t.ok(between[0]! >= 1, 'one after a short one')
  t.ok(between[1]! >= 20, `${between[1]} after 20 ms`)
  t.ok(between[2]! >= 1)
})

t.test('what follows from its result at once is part of it', async (t) => {
  const inTurn = turns()
  let turn = 0
  const first = inTurn(() => {}).then(() => work(20))
  const second = inTurn(() => turn)
  await first
  for (; turn < 15; turn++) await new Promise((resolve) => setImmediate(resolve))
  t.equal(await Promise.race([second, 'waiting']), 'waiting')
  t.ok((await second) >= 15)
})
