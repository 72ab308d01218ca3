import sharp from 'sharp'
import t from 'tap'
import { ingestBytes, picturesFor } from '../helper.js'
import { names, noise, sampleFile } from '../sample-files.js'

// sharp's settings hold for the process, and each test file is a process of its own: this one belongs to us.
t.test('in a process of our own sharp reads the five formats and nothing else', async (t) => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>')
  const tiff = await noise(10).tiff().toBuffer()
  const ppm = Buffer.from('P6 1 1 255 \0\0\0')
  t.equal((await sharp(svg).metadata()).format, 'svg')

  const pictures = picturesFor(t, { ownsProcess: true })
  const bytes = await Promise.all(names.map((name) => sampleFile(name, 40)))
  for (const [index, name] of names.entries()) {
    t.match((await ingestBytes(t, pictures, bytes[index]!)).path, /^\/media\//, name)
  }
  for (const file of [svg, tiff, ppm]) await t.rejects(sharp(file).metadata(), /unsupported image format/)
  await t.rejects(sharp('fixtures/pictures/warm-up.jpg').metadata(), 'not from disk either')
  t.equal(sharp.concurrency(), 1)
  t.equal(sharp.cache().memory.max, 0)
})
