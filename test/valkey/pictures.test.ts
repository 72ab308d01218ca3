import t, { type Test } from 'tap'
import { parseStoreAddress } from '../../src/store/store-address.js'
import { connectTo } from '../../src/store/valkey/connect.js'
import { Link } from '../../src/store/valkey/link.js'
import { pictureStore } from '../../src/store/valkey/picture-store.js'
import { inspectStore, startStore, until } from './two-servers.js'

const EXPIRY_MS = 3_600_000
const bytes = (size: number) => Buffer.alloc(size, size % 251)

/** The pictures of two servers on one store, which holds that many bytes of them. */
async function startPictures(t: Test, maxBytes: number) {
  const store = await startStore(t)
  const open = async () => {
    const connect = connectTo(parseStoreAddress(store.url)!)
    const link = new Link({ connect, log: { error: ({ err }) => t.fail(`away: ${err}`), info() {} } })
    t.teardown(() => link.close())
    await until(() => link.ready())
    return pictureStore({ link, prefix: 'p', expiryMs: EXPIRY_MS, maxBytes })
  }
  const client = await inspectStore(t, store.url)
  return { pictures: [await open(), await open()] as const, client }
}

t.test('what all servers store has one bound, and the least recently used goes first', async (t) => {
  const { pictures, client } = await startPictures(t, 3_500)
  const [a, b] = pictures
  for (const [index, one] of [a, b, a].entries()) await one.put(`${index}.png`, bytes(1_000))
  t.strictSame(await b.get('0.png'), bytes(1_000), 'as it was, byte by byte')
  // It is marked as used when the picture has been given out.
  await until(async () => (await client.zRange('p:{pictures}:used', -1, -1))[0] === '0.png')
  await a.put('2.png', bytes(1_000))
  await b.put('3.png', bytes(1_000))
  t.equal(await a.get('1.png'), undefined)
  for (const file of ['0.png', '2.png', '3.png']) t.equal((await a.get(file))?.length, 1_000, file)
  t.equal(await client.hGet('p:{pictures}:bytes', 'all'), '3000', 'what is put twice counts once')
})

t.test('one that is larger than all of them is not kept', async (t) => {
  const { pictures, client } = await startPictures(t, 500)
  await pictures[0].put('large.png', bytes(1_000))
  t.equal(await pictures[1].get('large.png'), undefined)
  t.equal(await client.hGet('p:{pictures}:bytes', 'all'), '0')
})

t.test('one that has expired counts no more', async (t) => {
  const { pictures, client } = await startPictures(t, 3_500)
  await pictures[0].put('0.png', bytes(1_000))
  // As if it had been used so long ago that the store has dropped it by itself.
  await client.zAdd('p:{pictures}:used', { score: Date.now() - EXPIRY_MS - 1, value: '0.png' })
  await client.del('p:picture:0.png')
  await pictures[1].put('1.png', bytes(1_000))
  t.equal(await pictures[0].get('0.png'), undefined)
  t.strictSame(await client.zRange('p:{pictures}:used', 0, -1), ['1.png'])
  t.equal(await client.hGet('p:{pictures}:bytes', 'all'), '1000')
})
