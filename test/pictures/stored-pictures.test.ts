import { readdir } from 'node:fs/promises'
import sharp from 'sharp'
import t from 'tap'
import { ingest, OWN, picturesFor } from './helper.js'

t.test("the seed's pictures open and are small squares", async (t) => {
  const pictures = picturesFor(t)
  const files = await readdir('fixtures/pictures')
  t.equal(files.length, 8)
  for (const file of files) {
    const seed = await pictures.read(file)
    const { format, width, height } = await sharp(seed!.bytes).metadata()
    t.same(
      { format, width, height, contentType: seed?.contentType },
      { format: 'jpeg', width: 256, height: 256, contentType: 'image/jpeg' },
    )
    t.ok(seed!.bytes.length < 8000)
    const { path, facts } = await ingest(pictures, `${OWN}/media/${file}`)
    t.equal(path, `/media/${file}`)
    t.match(facts, { format: 'jpeg', width: 256, height: 256 })
  }
})

t.test('no name leads out of the folder', async (t) => {
  const pictures = picturesFor(t, { seedFolder: 'fixtures/pictures/' })
  const names = [
    '',
    '.',
    '..',
    '../pictures/warm-up.jpg',
    '..%2fpictures%2fwarm-up.jpg',
    './warm-up.jpg',
    '/warm-up.jpg',
    'a/../warm-up.jpg',
    'warm-up.jpg\0',
    'warm-up.jpg\n',
    'WARM-UP.JPG',
    '.jpg',
    'none.jpg',
    'package.json',
    'warm-up.svg',
    'warm-up',
    '__proto__',
    `${'a'.repeat(300)}.jpg`,
    '..\\warm-up.jpg',
  ]
  for (const name of names) t.equal(await pictures.read(name), undefined, JSON.stringify(name))
})

t.test('a seed folder that cannot be read is a fault, not an absence', async (t) => {
  const folder = t.testdir({ 'a.jpg': {} })
  await t.rejects(picturesFor(t, { seedFolder: folder }).read('a.jpg'), { code: 'EISDIR' })
})

t.test('by whichever of its names a machine calls itself', async (t) => {
  const pictures = picturesFor(t, { allowPrivateUrls: false })
  const { signal } = new AbortController()
  const ingestAt = (ownBase: string, url: string) => pictures.ingest({ url, ownBase, signal })
  const names = ['http://localhost:4010', 'http://127.0.0.1:4010', 'http://127.1.2.3:4010', 'http://[::1]:4010']
  for (const read of names) {
    for (const sent of names) t.equal((await ingestAt(sent, `${read}/media/warm-up.jpg`)).path, '/media/warm-up.jpg')
  }
  const elsewhere = { name: 'PictureError', message: /^profilePictureUrl must be publicly accessible/ }
  for (const other of ['https://127.0.0.1:4010', 'http://127.0.0.1:4011']) {
    await t.rejects(ingestAt('http://localhost:4010', `${other}/media/warm-up.jpg`), elsewhere, other)
  }
  await t.rejects(ingestAt(OWN, 'http://127.0.0.1:4010/media/warm-up.jpg'), elsewhere)
})

t.test('own pictures are those under the base that the client sees', async (t) => {
  const pictures = picturesFor(t, { allowPrivateUrls: false })
  t.equal((await ingest(pictures, `${OWN}/media/warm-up.jpg?v=2#a`)).path, '/media/warm-up.jpg')
  t.equal((await ingest(pictures, `${OWN.toUpperCase()}/media/warm-up.jpg`)).path, '/media/warm-up.jpg')
  t.equal((await ingest(pictures, `${OWN}/media/none.jpg`)).message, 'profilePictureUrl answered 404')
  t.equal((await ingest(pictures, `${OWN}/media/`)).message, 'profilePictureUrl answered 404')
})
