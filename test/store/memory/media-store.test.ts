import t from 'tap'
import { memoryMediaStore } from '../../../src/store/memory/media-store.js'

const bytes = new Uint8Array(10_000)

t.test('those not used for longest go first', async (t) => {
  const store = memoryMediaStore(40_000)
  for (const file of ['a.jpg', 'b.jpg', 'c.jpg']) await store.put(file, bytes)
  await store.get('a.jpg')
  await store.put('d.jpg', bytes)
  t.equal(await store.get('b.jpg'), undefined)
  for (const file of ['a.jpg', 'c.jpg', 'd.jpg']) t.equal(await store.get(file), bytes, file)
})

t.test('a picture larger than the store is not kept, and takes nothing with it', async (t) => {
  const store = memoryMediaStore(20_000)
  await store.put('a.jpg', bytes)
  await store.put('b.jpg', new Uint8Array(30_000))
  t.equal(await store.get('b.jpg'), undefined)
  t.equal(await store.get('a.jpg'), bytes)
})
