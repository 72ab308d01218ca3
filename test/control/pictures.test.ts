import { join } from 'node:path'
import sharp from 'sharp'
import t from 'tap'
import type { OpenStore } from '../../src/shared-store.js'
import type { MediaStore } from '../../src/store/media-store.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import type { Store } from '../../src/store/store.js'
import { type Json, startServer, type TestServer } from '../helper.js'
import { startFrozen } from './frozen.js'

const PICTURE = 'https://pictures.test/640x640.png'
const upload = async ({ edit }: TestServer, accountId = 'acc_tiktok_only', profilePictureUrl = PICTURE) => {
  const { body } = await edit(accountId, { platform: 'tiktok', profilePictureUrl })
  return new URL(body.profilePictureUrl).pathname
}
const exported = async ({ control }: TestServer) => (await control('GET', '?pictures=true')).body
const bytesAt = async ({ url }: TestServer, path: string) => Buffer.from(await (await fetch(url + path)).arrayBuffer())
const pictureOf = (state: Json, accountId: string) =>
  state.accounts.find((one: Json) => one.accountId === accountId).profiles.tiktok.profilePictureUrl
const withPicture = (profilePictureUrl: string) => ({ profiles: { tiktok: { name: 'A', profilePictureUrl } } })
/** A picture in base64. */
const red = async (width: number, height: number, format: 'png' | 'jpeg') =>
  (
    await sharp({ create: { width, height, channels: 3, background: 'red' } })
      .toFormat(format)
      .toBuffer()
  ).toString('base64')
const refused = (message: string) => ({ status: 400, body: { error: { code: 'invalid_parameter', message } } })

t.test('an export with its pictures opens on another server, by PUT and as its seed', async (t) => {
  const from = await startFrozen(t)
  const path = await upload(from)
  const bytes = await bytesAt(from, path)
  const state = await exported(from)
  t.strictSame(Object.keys(state), ['clock', 'accounts', 'faults', 'pictures'])
  t.equal(Object.keys(state.pictures).length, 8, 'its own, and those of the seed that its accounts name')
  t.equal(state.pictures[path.slice('/media/'.length)], bytes.toString('base64'))
  const { pictures: _, ...without } = state
  t.strictSame((await from.control('GET', '?pictures=false')).body, without)
  t.strictSame((await from.control('GET', '')).body, without)

  const folder = t.testdir({ 'export.json': JSON.stringify(state), 'empty.json': '{}' })
  const empty = await startServer(t, { SEED_FILE: join(folder, 'empty.json') })
  t.equal((await fetch(empty.url + path)).status, 404)
  t.strictSame((await empty.control('PUT', '', without)).status, 400)
  t.strictSame((await empty.control('GET', '')).body.accounts, [], 'which has changed nothing')
  const put = await empty.control('PUT', '', state)
  t.equal(put.status, 200)
  t.equal(pictureOf(put.body, 'acc_tiktok_only'), path, 'a stored copy keeps its name')
  t.strictSame(await bytesAt(empty, path), bytes)
  const seeded = pictureOf(put.body, 'acc_tiktok_warmup')
  t.match(seeded, /^\/media\/[0-9a-f]{32}\.jpg$/, 'a picture of a seed that is not this one has a name of its own')
  t.equal((await fetch(empty.url + seeded)).headers.get('content-type'), 'image/jpeg')

  const again = await exported(empty)
  t.strictSame((await empty.control('PUT', '', again)).body, put.body)
  t.strictSame(await exported(empty), again, 'what GET answers, PUT takes')

  const server = await startServer(t, { SEED_FILE: join(folder, 'export.json') })
  t.match((await server.control('GET', '')).body, without)
  t.strictSame(await bytesAt(server, path), bytes)
  t.strictSame((await exported(server)).pictures, state.pictures)
})

t.test('an account brings its picture along', async (t) => {
  const from = await startServer(t)
  const path = await upload(from)
  const { pictures } = await exported(from)
  const file = path.slice('/media/'.length)
  const folder = t.testdir({ 'empty.json': '{}' })
  const to = await startServer(t, { SEED_FILE: join(folder, 'empty.json') })
  const put = await to.control('PUT', '/accounts/acc_a', { ...withPicture(path), pictures: { [file]: pictures[file] } })
  t.equal(put.status, 201)
  t.notOk('pictures' in put.body)
  t.equal((await fetch(to.url + path)).status, 200)
  t.equal((await to.control('PUT', '/accounts/acc_b', withPicture(path))).status, 201, 'which now stands there')
})

t.test('a state may bring pictures for the accounts of the seed', async (t) => {
  const server = await startFrozen(t)
  const state = await exported(server)
  const put = await server.control('PUT', '', { clock: state.clock, pictures: state.pictures })
  t.strictSame(put.body.accounts, state.accounts)
})

t.test('a path that nothing stands behind', async (t) => {
  const { control } = await startServer(t)
  const field = 'profiles.tiktok.profilePictureUrl'
  const problem = 'must name a picture that is stored here or given in pictures'
  const account = withPicture('/media/none.jpg')
  t.match(await control('PUT', '/accounts/acc_a', account), refused(`${field} ${problem}`))
  const accounts = [
    { accountId: 'acc_b', profiles: {} },
    { accountId: 'acc_1a2b3c4d5e', ...account },
  ]
  t.match(await control('PUT', '', { accounts }), refused(`accounts[1].${field} ${problem}`))
  t.equal((await control('GET', '/accounts/acc_1a2b3c4d5e')).body.profiles.tiktok.name, 'Fashion Insider')
})

t.test('a picture that had to make room stays with its account', async (t) => {
  const held = new Map<string, Uint8Array>()
  const media: MediaStore = {
    put: async (file, bytes) => void held.set(file, bytes),
    get: async (file) => held.get(file),
  }
  let store: Store | undefined
  const openStore: OpenStore = ({ initialState }) => {
    store ??= { ...memoryStore({ initialState, limit: 10, maxBytes: 1_000_000, onDrop: () => {} }), media }
    return store
  }
  const server = await startServer(t, {}, { openStore })
  const path = await upload(server)
  held.clear()
  t.equal((await fetch(server.url + path)).status, 404)
  const state = await exported(server)
  t.notOk(path.slice('/media/'.length) in state.pictures)
  t.equal((await server.control('PUT', '', state)).status, 200)
  const account = (await server.control('GET', '/accounts/acc_tiktok_only')).body
  t.equal((await server.control('PUT', '/accounts/acc_tiktok_only', account)).status, 200)
  t.match(await server.control('PUT', '/accounts/acc_other', withPicture(path)), { status: 400 })
})

t.test('pictures that are none', async (t) => {
  const { control } = await startServer(t)
  const wide = await red(4, 2, 'png')
  const CASES: [pictures: unknown, message: string][] = [
    [{ 'a.jpg': '<svg>' }, 'pictures.a.jpg must be a picture in base64'],
    [{ 'a.jpg': 'QQ' }, 'pictures.a.jpg must be a picture in base64'],
    [{ 'a.jpg': 5 }, 'pictures.a.jpg must be a picture in base64'],
    [{ '../a.jpg': '' }, 'pictures.../a.jpg is not a file name such as picture.jpg'],
    [{ 'a.svg': '' }, 'pictures.a.svg is not a file name such as picture.jpg'],
    [[], 'pictures must be an object'],
    [{ 'a.jpg': '' }, 'pictures.a.jpg is not an image: JPEG, PNG, WebP, GIF and AVIF are accepted'],
    [{ 'a.jpg': wide.slice(0, 40) }, 'pictures.a.jpg is a damaged or incomplete image'],
    [
      { 'a.png': wide },
      'pictures.a.png cannot be a profile’s: Profile picture must have a 1:1 aspect ratio (square). Provided image is 4x2.',
    ],
  ]
  for (const [pictures, message] of CASES) {
    t.match(await control('PUT', '', { pictures }), refused(message))
    t.match(await control('PUT', '/accounts/acc_a', { profiles: {}, pictures }), refused(message))
  }
  t.match(await control('GET', '?pictures=1'), refused('pictures must be true or false'))
})

t.test('a decoder that fails is nobody’s bad picture', async (t) => {
  const server = await startServer(t, {}, { imageLibrary: () => Promise.reject(new Error('no sharp')) })
  const put = await server.control('PUT', '', { pictures: { 'a.png': await red(4, 4, 'png') } })
  t.match(put, { status: 500, body: { error: { code: 'internal' } } })
})

t.test('a seed with its pictures in it is checked at the start', async (t) => {
  const png = await red(4, 4, 'png')
  const seed = (pictures: object) =>
    JSON.stringify({ accounts: [{ accountId: 'acc_a', ...withPicture('/media/a.png') }], pictures })
  const folder = t.testdir({
    'good.json': seed({ 'a.png': png }),
    'text.json': seed({ 'a.png': Buffer.from('text').toString('base64') }),
    'named.json': seed({ 'a.png': await red(4, 4, 'jpeg') }),
    'other.json': seed({ 'b.png': png }),
  })
  const start = (name: string) => startServer(t, { SEED_FILE: join(folder, name) })
  const { url, control } = await start('good.json')
  t.match((await control('GET', '?pictures=true')).body.pictures, { 'a.png': png })
  t.equal((await fetch(`${url}/media/a.png`)).headers.get('content-type'), 'image/png')
  const problems = {
    'text.json': 'pictures.a.png is not an image: JPEG, PNG, WebP, GIF and AVIF are accepted',
    'named.json': 'pictures.a.png has a name that does not fit: it is JPEG',
    'other.json': `accounts[0].profiles.tiktok.profilePictureUrl must name a picture that is given in pictures or lies in ${folder}/pictures`,
  }
  for (const [name, problem] of Object.entries(problems)) {
    await t.rejects(start(name), { name: 'SeedError', message: `${folder}/${name}: ${problem}` })
  }
  await t.rejects(
    startServer(
      t,
      { SEED_FILE: join(folder, 'good.json') },
      { imageLibrary: () => Promise.reject(new Error('no sharp')) },
    ),
    { message: 'no sharp' },
  )
})

t.test('a state without pictures says so', async (t) => {
  const { control } = await startServer(t)
  t.equal((await control('PUT', '', { accounts: [] })).status, 200)
  const state = (await control('GET', '?pictures=true')).body
  t.strictSame([state.accounts, state.pictures], [[], {}])
  t.equal((await control('PUT', '', state)).status, 200)
})
