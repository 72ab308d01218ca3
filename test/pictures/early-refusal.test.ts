import t, { type Test } from 'tap'
import { gate, hostFor, ingest, picturesFor } from './helper.js'
import { animation, names, noise, pngOf, sampleFile } from './sample-files.js'

/** A host that says 4 MB, sends only this start of it and waits until it is left. */
async function ingestStart(t: Test, start: Uint8Array) {
  const left = gate()
  const base = await hostFor(t, (_, reply) => {
    reply.on('close', left.open)
    reply.writeHead(200, { 'content-length': 4 * 1024 * 1024 }).write(start)
  })
  const outcome = await ingest(picturesFor(t), base)
  await left.opened
  return outcome
}

for (const name of names) {
  t.test(`the first 4 KiB of a ${name} tell that it is not square`, async (t) => {
    const bytes = await sampleFile(name, 400, 300)
    const { rule, facts } = await ingestStart(t, bytes.subarray(0, 4096))
    t.equal(rule, 'picture-not-square')
    t.match(facts, { width: 400, height: 300 })
    t.ok(facts.bytes <= 4096)
  })
}

for (const format of ['gif', 'webp'] as const) {
  t.test(`the first bytes of an animated ${format} tell too`, async (t) => {
    const bytes = await animation(format, 80, 60)
    t.equal((await ingestStart(t, bytes.subarray(0, 4096))).rule, 'picture-not-square')
  })
}

t.test('a size behind four full APP segments is found before 1 MB has come', async (t) => {
  const jpeg = await noise(400, 300).jpeg().toBuffer()
  const segment = Buffer.alloc(65_537, 'x')
  segment.set([0xff, 0xe9, 0xff, 0xff])
  const bytes = Buffer.concat([
    jpeg.subarray(0, 2),
    segment,
    segment,
    segment,
    segment,
    jpeg.subarray(2),
    Buffer.alloc(700_000),
  ])
  const { rule, facts } = await ingestStart(t, bytes.subarray(0, 1_000_000))
  t.equal(rule, 'picture-not-square')
  t.ok(facts.bytes < 1_000_000, `${facts.bytes} bytes`)
})

t.test('a page is refused by its first bytes', async (t) => {
  const { rule, facts } = await ingestStart(t, Buffer.from('<!doctype html>'.padEnd(100)))
  t.equal(rule, 'picture-not-an-image')
  t.ok(facts.bytes <= 100)
})

t.test('too many pixels are refused by the first bytes', async (t) => {
  const { rule } = await ingestStart(t, pngOf(60_000, 60_000).subarray(0, 64))
  t.equal(rule, 'picture-too-many-pixels')
})

t.test('bytes that come one by one make the same picture', async (t) => {
  const bytes = await sampleFile('palette.png', 20)
  const base = await hostFor(t, (_, reply) => {
    for (const byte of bytes) reply.write(Uint8Array.of(byte))
    reply.end()
  })
  const { path, facts } = await ingest(picturesFor(t), base)
  t.match(path, /^\/media\//)
  t.equal(facts.bytes, bytes.length)
})
