import sharp from 'sharp'
import t from 'tap'
import { ingest, ingestBytes, OWN, picturesFor } from '../helper.js'
import { animation, encoders, gifOf, names, noise, sampleFile } from '../sample-files.js'

t.setTimeout(300_000)

for (const name of names) {
  t.test(`a square ${name} is stored`, async (t) => {
    const pictures = picturesFor(t)
    const bytes = await sampleFile(name, 600)
    const { path, message, facts } = await ingestBytes(t, pictures, bytes)
    t.equal(message, undefined)
    t.match(path, /^\/media\/[0-9a-f]{32}\.(jpg|webp)$/)
    t.match(facts, { bytes: bytes.length, format: encoders[name][0], width: 600, height: 600 })
    t.type(facts.durationMs, 'number')
    const stored = await pictures.read(path!.slice('/media/'.length))
    const metadata = await sharp(stored!.bytes).metadata()
    t.match(metadata, { width: 512, height: 512, space: 'srgb' })
    t.equal(stored?.contentType, `image/${metadata.format}`)
    const again = await ingest(pictures, OWN + path)
    t.equal(again.path, path, 'sent back, it is found')
    t.match(again.facts, { bytes: stored!.bytes.length, format: metadata.format, width: 512, height: 512 })
  })

  t.test(`a ${name} that is not square is refused`, async (t) => {
    const { rule, message, facts } = await ingestBytes(t, picturesFor(t), await sampleFile(name, 192, 108))
    t.equal(rule, 'picture-not-square')
    t.equal(message, 'Profile picture must have a 1:1 aspect ratio (square). Provided image is 192x108.')
    t.match(facts, { format: encoders[name][0], width: 192, height: 108 })
  })
}

for (const format of ['gif', 'webp'] as const) {
  t.test(`of an animated ${format} one frame counts, and a still is kept`, async (t) => {
    const pictures = picturesFor(t)
    const { path, facts } = await ingestBytes(t, pictures, await animation(format, 90))
    t.match(facts, { format, width: 90, height: 90 })
    const stored = await pictures.read(path!.slice('/media/'.length))
    const { pages = 1, width, height } = await sharp(stored!.bytes).metadata()
    t.same({ pages, width, height }, { pages: 1, width: 90, height: 90 })
    const wide = await ingestBytes(t, pictures, await animation(format, 90, 30))
    t.match(wide.message, /Provided image is 90x30\.$/)
  })
}

const orientations = [1, 2, 3, 4, 5, 6, 7, 8]

for (const format of ['jpeg', 'png', 'webp'] as const) {
  t.test(`the size of a ${format} is that shown, for every EXIF orientation`, async (t) => {
    for (const orientation of orientations) {
      const bytes = await noise(60, 40).withMetadata({ orientation }).toFormat(format).toBuffer()
      const { message } = await ingestBytes(t, picturesFor(t), bytes)
      t.match(message, orientation < 5 ? /is 60x40\.$/ : /is 40x60\.$/, `orientation ${orientation}`)
    }
  })
}

t.test('what is kept is upright and without metadata', async (t) => {
  const pictures = picturesFor(t)
  const red = { create: { width: 20, height: 40, channels: 3, background: '#f00' } } as const
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    const bytes = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#00f' } })
      .composite([{ input: red, left: 0, top: 0 }])
      .withMetadata({ orientation: 6, icc: 'p3' })
      .toFormat(format)
      .toBuffer()
    const { path } = await ingestBytes(t, pictures, bytes)
    const stored = await pictures.read(path!.slice('/media/'.length))
    const { exif, icc, xmp, orientation } = await sharp(stored!.bytes).metadata()
    t.same([exif, icc, xmp, orientation], [undefined, undefined, undefined, undefined])
    const pixels = await sharp(stored!.bytes).raw().toBuffer()
    t.ok(pixels[0]! > 200 && pixels[2]! < 60, `${format}: the left side has come to the top`)
    t.ok(pixels.at(-1)! > 200 && pixels.at(-3)! < 60)
  }
})

t.test('transparency is kept', async (t) => {
  const pictures = picturesFor(t)
  const clear = sharp({ create: { width: 40, height: 40, channels: 4, background: '#f000' } })
  for (const format of ['png', 'webp', 'gif', 'avif'] as const) {
    const { path } = await ingestBytes(t, pictures, await clear.clone().toFormat(format).toBuffer())
    t.match(path, /\.webp$/)
    const stored = await pictures.read(path!.slice('/media/'.length))
    t.equal(stored?.contentType, 'image/webp')
    t.equal((await sharp(stored!.bytes).metadata()).hasAlpha, true)
  }
})

t.test('grey, 16-bit and CMYK pictures come out as sRGB', async (t) => {
  const pictures = picturesFor(t)
  const files = [
    noise(40).toColourspace('b-w').png(),
    noise(40).toColourspace('rgb16').png(),
    noise(40).toColourspace('cmyk').jpeg(),
  ]
  for (const file of files) {
    const { path } = await ingestBytes(t, pictures, await file.toBuffer())
    const stored = await pictures.read(path!.slice('/media/'.length))
    t.match(await sharp(stored!.bytes).metadata(), { space: 'srgb', depth: 'uchar' })
  }
})

t.test('a small picture is not enlarged', async (t) => {
  const pictures = picturesFor(t)
  const { path } = await ingestBytes(t, pictures, await sampleFile('truecolour.png', 1))
  const stored = await pictures.read(path!.slice('/media/'.length))
  t.match(await sharp(stored!.bytes).metadata(), { width: 1, height: 1 })
})

t.test('a GIF that does not say its size has that of its frame', async (t) => {
  const bytes = await sampleFile('still.gif', 50)
  bytes.fill(0, 6, 10)
  t.match((await ingestBytes(t, picturesFor(t), bytes)).facts, { width: 50, height: 50 })
  t.match((await ingestBytes(t, picturesFor(t), gifOf([0, 0], [30, 20]))).message, /is 30x20\.$/)
})

t.test('sound files with bytes behind their end are taken, as browsers do', async (t) => {
  const pictures = picturesFor(t)
  for (const name of names) {
    const bytes = Buffer.concat([await sampleFile(name, 40), Buffer.from('\n<script>trailing</script>\n')])
    t.match((await ingestBytes(t, pictures, bytes)).path, /^\/media\//, name)
  }
})

t.test("a guest leaves sharp's settings alone", async (t) => {
  await ingestBytes(t, picturesFor(t), await sampleFile('baseline.jpg', 40))
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>')
  t.equal((await sharp(svg).metadata()).format, 'svg')
})
