import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import t from 'tap'
import { NotBuiltError, staticFiles } from '../../src/http/static-files.js'

const TEXT = 'Fashion Insider, daily. '.repeat(100)
const TYPES = {
  'page.html': 'text/html; charset=utf-8',
  'data.json': 'application/json',
  'dot.png': 'image/png',
  'late.css': 'text/css; charset=utf-8',
}
const DECODERS = { br: brotliDecompressSync, gzip: gunzipSync, none: (bytes: Buffer) => bytes }

const folder = t.testdir({ 'page.html': TEXT, 'data.json': TEXT, 'dot.png': TEXT, 'secret.txt': TEXT })
const filesOf = () => staticFiles(folder, TYPES)

const NEGOTIATIONS: [name: string, accept: string | undefined, encoding: 'br' | 'gzip' | undefined][] = [
  ['page.html', undefined, undefined],
  ['page.html', '', undefined],
  ['page.html', 'gzip, deflate, br', 'br'],
  ['page.html', 'gzip, deflate', 'gzip'],
  ['page.html', 'GZIP;q=0.5', 'gzip'],
  ['page.html', 'br;q=0, gzip', 'gzip'],
  ['page.html', 'br; q=0.000', undefined],
  ['page.html', 'br;q=0.001', 'br'],
  ['page.html', 'identity', undefined],
  ['data.json', 'br', 'br'],
  ['dot.png', 'gzip, br', undefined],
]

for (const [name, accept, encoding] of NEGOTIATIONS) {
  t.test(`${name} for Accept-Encoding ${accept} comes as ${encoding ?? 'it is'}`, async (t) => {
    const file = await filesOf().read(name, accept)
    t.equal(file?.encoding, encoding)
    t.equal(file?.contentType, TYPES[name as keyof typeof TYPES])
    t.match(file?.etag, /^"[\w-]{22}"$/)
    t.equal(String(DECODERS[encoding ?? 'none'](file!.bytes)), TEXT)
  })
}

t.test('a file is read and compressed once', async (t) => {
  const files = filesOf()
  const [first, second] = await Promise.all([files.read('page.html', 'br'), files.read('page.html', 'br')])
  t.equal(first, second)
  t.equal(await files.read('page.html', 'br'), first)
})

t.test('each encoding has a tag of its own', async (t) => {
  const files = filesOf()
  const tags = await Promise.all(
    ['br', 'gzip', ''].map(async (accept) => (await files.read('page.html', accept))?.etag),
  )
  t.equal(new Set(tags).size, 3)
})

for (const name of ['secret.txt', '../package.json', 'toString', '__proto__', '']) {
  t.test(`the name '${name}', which was not given, is no file`, async (t) => {
    t.equal(await filesOf().read(name, 'br'), undefined)
  })
}

t.test('a file that is not there says what to do, and is found once it is built', async (t) => {
  const files = filesOf()
  const path = join(folder, 'late.css')
  await t.rejects(files.read('late.css', 'br'), NotBuiltError)
  await t.rejects(files.read('late.css', 'br'), { message: /run `npm run build`/ })
  await writeFile(path, TEXT)
  t.teardown(() => rm(path))
  t.equal((await files.read('late.css', 'br'))?.encoding, 'br')
})
