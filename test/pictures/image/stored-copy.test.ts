import sharp from 'sharp'
import t from 'tap'
import { avatarMaker } from '../../../src/pictures/image/avatar.js'
import { type DecodeLimiter, decodeLimiter } from '../../../src/pictures/image/decode-limiter.js'
import { drawCopy } from '../../../src/pictures/image/stored-copy.js'
import { PictureError } from '../../../src/pictures/picture-error.js'
import { ingestBytes, picturesFor } from '../helper.js'
import { noise } from '../sample-files.js'

const patient = new AbortController().signal

t.test('a copy that is not square is never kept', async (t) => {
  const wide = await noise(40, 30).png().toBuffer()
  await t.rejects(drawCopy(sharp, wide, { format: 'png', width: 40, colours: undefined, maxSeconds: 30 }), PictureError)
})

const plenty = () => Number.POSITIVE_INFINITY

t.test('decoding has a bound in time, and that is not damage', async (t) => {
  // What sharp says when its own bound is reached; to reach it for sure takes a picture of hundreds of megabytes.
  const slow = () => {
    throw new Error('timeout: 42% complete')
  }
  const makeAvatar = avatarMaker(async () => slow as unknown as typeof sharp, decodeLimiter(plenty), 7)
  for (const format of ['jpeg', 'png'] as const) {
    const header = { width: 10, height: 10, bytesPerPixel: 1 }
    const error = await makeAvatar(await noise(10).jpeg().toBuffer(), format, header, patient).catch((error) => error)
    t.type(error, PictureError)
    t.equal(error.rule, 'picture-timeout')
    t.equal(error.message, 'profilePictureUrl could not be decoded within 7 seconds')
  }
})

t.test('large pictures are decoded one at a time, and on few processors fewer at once', async (t) => {
  let running = 0
  let most = 0
  const work = async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setTimeout(resolve, 5))
    running -= 1
  }
  for (const [processors, weight, expected] of [
    [4, 200e6, 1],
    [4, 50e6, 2],
    [4, 1e6, 3],
    [2, 200e6, 1],
    [2, 50e6, 1],
    [2, 1e6, 2],
  ] as const) {
    most = 0
    const limit = decodeLimiter(plenty, processors)
    await Promise.all(Array.from({ length: 6 }, () => limit(weight, patient, work)))
    t.equal(most, expected, `${weight} bytes, ${processors} processors`)
  }
})

const segment = (marker: number, data: Buffer) => Buffer.concat([Buffer.of(0xff, marker, 0, data.length + 2), data])

t.test('what is odd ahead of a JPEG’s pixels changes nothing of how it looks', async (t) => {
  const pictures = picturesFor(t)
  const halves = sharp(await noise(40).png().toBuffer()).withMetadata({ orientation: 6, icc: 'p3' })
  const stray = Buffer.concat([segment(0xfe, Buffer.from('hello')), Buffer.from('\0\0stray')])
  const unknownTransform = segment(0xee, Buffer.from('Adobe\0\x64\0\0\0\0\x09', 'latin1'))
  const cmyk = sharp(await noise(40).png().toBuffer()).toColourspace('cmyk')
  for (const [name, image] of Object.entries({ rgb: halves, cmyk })) {
    const plain = await image.jpeg().toBuffer()
    const odd = Buffer.concat([plain.subarray(0, 2), stray, plain.subarray(2)])
    const { path } = await ingestBytes(t, pictures, plain)
    t.equal((await ingestBytes(t, pictures, odd)).path, path, name)
  }
  const plain = await halves.jpeg().toBuffer()
  const odd = Buffer.concat([plain.subarray(0, 2), unknownTransform, stray, plain.subarray(2)])
  t.equal((await ingestBytes(t, pictures, odd)).path, (await ingestBytes(t, pictures, plain)).path)
})

/** Work of that weight, and how much of it was under way at most. */
function counted(limit: DecodeLimiter) {
  let underWay = 0
  const counts = { most: 0 }
  const run = (weight: number) =>
    limit(weight, patient, async () => {
      underWay += weight
      counts.most = Math.max(counts.most, underWay)
      await new Promise((resolve) => setTimeout(resolve, 5))
      underWay -= weight
    })
  return { counts, run }
}

t.test('what is decoded together weighs no more than one picture may', async (t) => {
  const { counts, run } = counted(decodeLimiter(plenty, 4))
  await Promise.all([350e6, 90e6].map(run))
  t.equal(counts.most, 350e6)
})

t.test('what would take more memory than there is left is refused, and says why', async (t) => {
  const { counts, run } = counted(decodeLimiter(() => 200e6, 4))
  const message = 'profilePictureUrl is too large for the memory that the server has left: try again in a moment'
  const refused = { rule: 'picture-queue-full', message }
  const first = run(150e6)
  await new Promise((resolve) => setImmediate(resolve))
  await t.rejects(run(90e6), refused)
  await first
  await t.rejects(run(210e6), refused)
  await run(90e6)
  t.equal(counts.most, 150e6)
})
