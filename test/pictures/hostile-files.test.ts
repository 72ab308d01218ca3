import sharp from 'sharp'
import t from 'tap'
import { avifOf } from '../robustness/picture-files.js'
import { hostFor, ingest, ingestBytes, picturesFor } from './helper.js'
import { animation, gifOf, names, noise, pngOf, sampleFile } from './sample-files.js'

const tenths = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/** Flat and large files end in few bytes that matter, noisy ones everywhere. */
const cut: [string, () => Promise<Buffer>][] = [
  ...names.map((name): [string, () => Promise<Buffer>] => [name, () => sampleFile(name, 120)]),
  ['large.jpg', () => sampleFile('baseline.jpg', 1600)],
  ['flat.jpg', () => flat().jpeg().toBuffer()],
  ['flat.png', () => flat().png().toBuffer()],
  ['flat.webp', () => flat().webp().toBuffer()],
  ['flat.gif', () => flat().gif().toBuffer()],
  ['flat.avif', () => flat().avif({ effort: 0 }).toBuffer()],
  ['animated.gif', () => animation('gif', 90)],
  ['animated.webp', () => animation('webp', 90)],
]

const flat = () => sharp({ create: { width: 900, height: 900, channels: 3, background: '#09f' } })

t.setTimeout(300_000)

for (const [name, make] of cut) {
  t.test(`${name} is refused wherever it is cut`, async (t) => {
    const bytes = await make()
    const pictures = picturesFor(t)
    const base = await hostFor(t, (request, reply) => reply.end(bytes.subarray(0, Number(request.url?.slice(1)))))
    t.match((await ingest(pictures, `${base}/${bytes.length}`)).path, /^\/media\//)
    const lengths = [
      ...tenths.map((tenth) => Math.floor((bytes.length * tenth) / 10)),
      bytes.length - 5,
      bytes.length - 1,
    ]
    for (const length of lengths) {
      const { rule, message } = await ingest(pictures, `${base}/${length}`)
      t.equal(rule, 'picture-not-an-image', `${length} of ${bytes.length} bytes`)
      t.match(message, /^profilePictureUrl is (a damaged or incomplete image|not an image: JPEG)/)
    }
  })
}

const notImages: [string, string | Buffer][] = [
  ['nothing', ''],
  ['one byte', '\xff'],
  ['HTML', '<!doctype html><html><body><img src="a.jpg"></body></html>'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'],
  ['PDF', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'],
  ['TIFF', 'II*\0\x08\0\0\0'],
  ['BMP', 'BM\x46\0\0\0\0\0\0\0\x36\0\0\0'],
  ['HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
  ['MP4', '\0\0\0\x18ftypisom\0\0\0\0isomavc1'],
  ['a WAVE in the same container as WebP', 'RIFF\x24\0\0\0WAVEfmt '],
  ['a WebP of no known kind', 'RIFF\x24\0\0\0WEBPALPH'],
  ['an image behind spaces', ' \x89PNG\r\n\x1a\n'],
  ['HTML with an image behind it', Buffer.concat([Buffer.from('<html>'), pngOf(10, 10)])],
]

for (const [name, content] of notImages) {
  t.test(`${name} is not an image`, async (t) => {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content
    const { rule, message, facts } = await ingestBytes(t, picturesFor(t), bytes)
    t.equal(rule, 'picture-not-an-image')
    t.equal(message, 'profilePictureUrl is not an image: JPEG, PNG, WebP, GIF and AVIF are accepted')
    t.equal(facts.format, null)
  })
}

t.test('no name and no type makes an image of a page', async (t) => {
  const base = await hostFor(t, (_, reply) => reply.setHeader('content-type', 'image/png').end('<html>'.repeat(50)))
  t.equal((await ingest(picturesFor(t), `${base}/a.png`)).rule, 'picture-not-an-image')
})

t.test('no name and no type hides an image', async (t) => {
  const bytes = await sampleFile('palette.png', 40)
  const base = await hostFor(t, (_, reply) => reply.setHeader('content-type', 'text/html').end(bytes))
  t.equal((await ingest(picturesFor(t), `${base}/a.svg`)).facts.format, 'png')
})

const headersOnly: [string, Buffer][] = [
  ['JPEG', Buffer.from('\xff\xd8\xff\xe0\0\x04\0\0\xff\xd9', 'latin1')],
  ['PNG', pngOf(100, 100).subarray(0, 20)],
  ['GIF', Buffer.from('GIF89a')],
  ['GIF without an image', Buffer.from('GIF89a\x08\0\x08\0\0\0\0;', 'latin1')],
  ['WebP', Buffer.from('RIFF\x24\0\0\0WEBPVP8 ', 'latin1')],
  ['AVIF', Buffer.from('\0\0\0\x18ftypmif1\0\0\0\0mif1avif', 'latin1')],
  ['AVIF of one brand', Buffer.from('\0\0\0\x10ftypavif\0\0\0\0', 'latin1')],
  ['PNG without its pixels', pngOf(6000, 6000)],
]

for (const [name, bytes] of headersOnly) {
  t.test(`a ${name} that says no more is damaged`, async (t) => {
    const { rule, message } = await ingestBytes(t, picturesFor(t), bytes)
    t.equal(rule, 'picture-not-an-image')
    t.equal(message, 'profilePictureUrl is a damaged or incomplete image')
  })
}

t.test('bytes spoilt in the middle are found', async (t) => {
  for (const name of ['truecolour.png', 'still.avif'] as const) {
    const bytes = await sampleFile(name, 120)
    bytes.fill(0, bytes.length >> 1, (bytes.length >> 1) + 1000)
    t.match((await ingestBytes(t, picturesFor(t), bytes)).message, 'damaged or incomplete', name)
  }
})

const webpOf = (side: number) => {
  const bytes = Buffer.from(`RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0${'\0'.repeat(40)}`, 'latin1')
  bytes.writeUIntLE(side - 1, 24, 3)
  bytes.writeUIntLE(side - 1, 27, 3)
  return bytes
}

const bombs: [string, () => Promise<Buffer>][] = [
  ['png', async () => pngOf(60_000, 60_000)],
  ['gif', async () => gifOf([60_000, 60_000])],
  ['webp', async () => webpOf(60_000)],
  ['jpeg', () => resized('baseline.jpg', '\xff\xc0\0\x11\x08', 60_000)],
]

for (const [format, make] of bombs) {
  t.test(`a ${format} of a few bytes and 60000x60000 pixels is refused by its header`, async (t) => {
    const { rule, message, facts } = await ingestBytes(t, picturesFor(t), await make())
    t.equal(rule, 'picture-too-many-pixels')
    t.equal(
      message,
      'profilePictureUrl has too many pixels: 60000x60000 is more than 50 megapixels, the most for its kind',
    )
    t.match(facts, { format, width: 60_000, height: 60_000 })
  })
}

/** Writes another size behind the marker of a small picture's frame header. */
async function resized(name: 'baseline.jpg', marker: string, side: number): Promise<Buffer> {
  const bytes = await sampleFile(name, 16)
  const at = bytes.indexOf(Buffer.from(marker, 'latin1')) + marker.length
  bytes.writeUInt16BE(side, at)
  bytes.writeUInt16BE(side, at + 2)
  return bytes
}

t.test('a GIF frame larger than its screen is not decoded', async (t) => {
  const { rule } = await ingestBytes(t, picturesFor(t), gifOf([100, 100], [60_000, 60_000]))
  t.equal(rule, 'picture-too-many-pixels')
})

t.test('exactly 50 megapixels are too few to be refused by', async (t) => {
  const over = await ingestBytes(t, picturesFor(t), pngOf(7072, 7072))
  t.equal(over.rule, 'picture-too-many-pixels')
  const under = await ingestBytes(t, picturesFor(t), pngOf(7071, 7071))
  t.match(under.message, 'damaged or incomplete')
})

t.test('an AVIF is refused by a size that none can have', async (t) => {
  const still = await sampleFile('still.avif', 16)
  for (const side of [65_537, 0x7fff_ffff, 0xffff_ffff]) {
    const { rule, message } = await ingestBytes(t, picturesFor(t), avifOf(still, side))
    t.equal(rule, 'picture-too-many-pixels')
    t.match(message, `${side}x${side} is more than 17 megapixels`)
  }
  const cut = still.subarray(0, still.indexOf('ispe') + 8)
  t.match((await ingestBytes(t, picturesFor(t), cut)).message, 'damaged or incomplete', 'its size is cut')
})

t.test('of an AVIF of more than 8 bits a channel fewer pixels are taken', async (t) => {
  const bytes = avifOf(await sampleFile('still.avif', 16), 3_900)
  t.match((await ingestBytes(t, picturesFor(t), bytes)).message, 'damaged or incomplete')
  // The first flag behind the level says that it is deep.
  const flags = bytes.indexOf('av1C') + 6
  bytes[flags] = bytes[flags]! | 0x40
  const { rule, message } = await ingestBytes(t, picturesFor(t), bytes)
  t.equal(rule, 'picture-too-many-pixels')
  t.match(message, '3900x3900 is more than 14 megapixels, the most for its kind')
})

t.test('a picture that is also a page or an archive is stored without that part', async (t) => {
  const pictures = picturesFor(t)
  const script = '<script>alert(1)</script>'
  const jpeg = await noise(40)
    .withExif({ IFD0: { ImageDescription: script } })
    .jpeg()
    .toBuffer()
  const gif = await sampleFile('still.gif', 40)
  for (const bytes of [jpeg, gif].map((picture) => Buffer.concat([picture, Buffer.from(`${script}PK\x03\x04`)]))) {
    const { path } = await ingestBytes(t, pictures, bytes)
    const stored = await pictures.read(path!.slice('/media/'.length))
    t.notOk(Buffer.from(stored!.bytes).includes('script'))
    t.notOk(Buffer.from(stored!.bytes).includes('PK\x03\x04'))
  }
})

t.test('an AVIF that says another size further on is checked by all of it', async (t) => {
  const [type, square] = boxesOf(await sampleFile('still.avif', 16))
  const [, wide, ...data] = boxesOf(await sampleFile('still.avif', 32, 16))
  // More than comes at once, so that the first size has been seen before there is another.
  const gap = Buffer.alloc(300_000)
  gap.writeUInt32BE(gap.length)
  gap.write('free', 4)
  const { message, facts } = await ingestBytes(t, picturesFor(t), Buffer.concat([type!, square!, gap, wide!, ...data]))
  t.match(message, 'Provided image is 32x16.')
  t.match(facts, { format: 'avif', width: 32, height: 16 })
})

/** The boxes of an AVIF, each a length, a type and what it holds: `ftyp`, `meta` with the size, `mdat`. */
function boxesOf(file: Buffer): Buffer[] {
  const boxes: Buffer[] = []
  for (let at = 0; at < file.length; at += boxes.at(-1)!.length) {
    boxes.push(file.subarray(at, at + file.readUInt32BE(at)))
  }
  return boxes
}
