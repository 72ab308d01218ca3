import t from 'tap'
import { Limiter } from '../../src/pictures/limiter.js'

const patient = new AbortController().signal
const settled = () => new Promise((resolve) => setImmediate(resolve))

t.test('so much weight passes at once, and the rest in turn', async (t) => {
  const limiter = new Limiter(10)
  const began: string[] = []
  const take = async (name: string, weight: number) => {
    const turn = await limiter.acquire(weight, patient)
    began.push(name)
    return turn
  }
  const [a, b] = [await take('a', 6), await take('b', 4)]
  const c = take('c', 5)
  const d = take('d', 1)
  b.release()
  await settled()
  t.same(began, ['a', 'b'], 'd does not pass c')
  a.shrink(5)
  await settled()
  t.same(began, ['a', 'b', 'c'])
  a.release()
  a.release()
  ;(await c).release()
  ;(await d).release()
  ;(await limiter.acquire(10, patient)).release()
})

t.test('who gives up leaves the line, and lets the next pass', async (t) => {
  const limiter = new Limiter(10)
  await limiter.acquire(5, patient)
  const gone = new Error('gone')
  const client = new AbortController()
  const heavy = limiter.acquire(10, client.signal)
  const light = limiter.acquire(5, patient)
  client.abort(gone)
  await t.rejects(heavy, gone)
  ;(await light).release()
  await t.rejects(limiter.acquire(1, client.signal), gone, 'and does not come back')
})

t.test('a line of so many is full', async (t) => {
  const full = new Error('full')
  const limiter = new Limiter(1, { maxWaiting: 1, queueFull: () => full })
  const turn = await limiter.acquire(1, patient)
  const waiting = limiter.run(1, patient, async () => 'done')
  await t.rejects(limiter.acquire(1, patient), full)
  turn.release()
  t.equal(await waiting, 'done')
})

t.test('a turn ends with work that fails', async (t) => {
  const limiter = new Limiter(1)
  await t.rejects(
    limiter.run(1, patient, async () => {
      throw new Error('failed')
    }),
    { message: 'failed' },
  )
  t.equal(await limiter.run(1, patient, async () => 'next'), 'next')
})
