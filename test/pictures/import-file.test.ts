import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import t, { type Test } from 'tap'
import { PictureError } from '../../src/pictures/picture-error.js'
import { ingestBytes, picturesFor } from './helper.js'
import { noise, sampleFile } from './sample-files.js'

const patient = new AbortController().signal

/** A copy that a sandbox has stored, and its name. */
async function storedCopy(t: Test, name: 'baseline.jpg' | 'lossless.webp') {
  const pictures = picturesFor(t)
  const { path } = await ingestBytes(t, pictures, await sampleFile(name, 600))
  const file = path!.slice('/media/'.length)
  return { file, path, bytes: (await pictures.read(file))!.bytes }
}

for (const name of ['baseline.jpg', 'lossless.webp'] as const) {
  t.test(`the stored copy of a ${name} keeps its name elsewhere`, async (t) => {
    const { file, path, bytes } = await storedCopy(t, name)
    const pictures = picturesFor(t)
    t.equal(await pictures.importFile(file, bytes, patient), path)
    t.same((await pictures.read(file))!.bytes, bytes)
    t.equal(await pictures.importFile(file, bytes, patient), path, 'and once more')
  })
}

t.test('a picture of the seed is what it was', async (t) => {
  const bytes = await readFile('fixtures/pictures/warm-up.jpg')
  t.equal(await picturesFor(t).importFile('warm-up.jpg', bytes, patient), '/media/warm-up.jpg')
})

t.test('a name that does not fit the bytes gets a copy of its own', async (t) => {
  const pictures = picturesFor(t)
  const { file, bytes } = await storedCopy(t, 'baseline.jpg')
  const other = await noise(300).png().toBuffer()
  for (const name of [file, 'warm-up.jpg', 'my-face.png', '../../etc/passwd', '']) {
    const path = await pictures.importFile(name, other, patient)
    t.match(path, /^\/media\/[0-9a-f]{32}\.jpg$/)
    t.notMatch(path, file)
    t.match(await sharp((await pictures.read(path.slice('/media/'.length)))!.bytes).metadata(), { width: 300 })
  }
  t.equal(await pictures.read(file), undefined)
  t.same(await pictures.importFile(file, bytes, patient), `/media/${file}`)
})

t.test('what no profile could have is refused', async (t) => {
  const pictures = picturesFor(t)
  const cases: [Uint8Array, string][] = [
    [Buffer.from('<html>'), 'picture-not-an-image'],
    [(await sampleFile('baseline.jpg', 64)).subarray(0, 300), 'picture-not-an-image'],
    [Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'), 'picture-not-an-image'],
    [await sampleFile('baseline.jpg', 64, 32), 'picture-not-square'],
  ]
  for (const [bytes, rule] of cases) {
    const error = await pictures.importFile('a.jpg', bytes, patient).catch((error) => error)
    t.type(error, PictureError)
    t.equal(error.rule, rule)
  }
  await t.rejects(
    pictures.importFile('a.jpg', await sampleFile('baseline.jpg', 64), AbortSignal.abort(new Error('gone'))),
    {
      message: 'gone',
    },
  )
})
