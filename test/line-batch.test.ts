import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import { LineBatch } from '../src/line-batch.js'
import { RUN_TYPESCRIPT } from './process.js'

const run = promisify(execFile)

/** What is handed on, and a promise of the time when that many characters have been. */
function output() {
  const pieces: string[] = []
  let handedOn = () => {}
  return {
    pieces,
    destroyed: false,
    flushSync() {},
    write(lines: string) {
      pieces.push(lines)
      handedOn()
    },
    async until(length: number) {
      while (pieces.join('').length < length) await new Promise<void>((resolve) => (handedOn = resolve))
    },
  }
}

t.test('lines come out as they went in, in their order', async (t) => {
  const sink = output()
  const batch = new LineBatch(sink)
  const lengths = [10, 100, 5_000, 70_000, 10, 30_000, 21_000, 22_000, 0, 300_000, 1]
  const lines = lengths.flatMap((length) => ['x', 'é', '漢', '👗'].map((sign) => `${sign.repeat(length)}\n`))
  for (const line of lines) batch.write(line)
  await sink.until(lines.join('').length)
  t.ok(sink.pieces.join('') === lines.join(''))
  t.notOk(sink.pieces.includes(''))
})

t.test('those that come together go in one piece', async (t) => {
  const sink = output()
  const batch = new LineBatch(sink)
  batch.write('one\n')
  batch.write('two\n')
  t.strictSame(sink.pieces, [])
  await sink.until(8)
  t.strictSame(sink.pieces, ['one\ntwo\n'])
  batch.write('three\n')
  await sink.until(14)
  t.strictSame(sink.pieces, ['one\ntwo\n', 'three\n'])
})

t.test('nothing is handed to an output that is destroyed', async (t) => {
  const sink = output()
  sink.destroyed = true
  const batch = new LineBatch(sink)
  batch.write('x'.repeat(100_000))
  t.strictSame(sink.pieces, [])
})

t.test('lines of two outputs each go to their own, in their order', async (t) => {
  const sinks = [output(), output()]
  const batches = sinks.map((sink) => new LineBatch(sink))
  for (const number of ['1', '2', '3']) for (const batch of batches) batch.write(`${number}\n`)
  for (const sink of sinks) {
    await sink.until(6)
    t.equal(sink.pieces.join(''), '1\n2\n3\n')
  }
})

t.test('a process that ends writes the lines that still wait', async (t) => {
  const script = `
    import { writeSync } from 'node:fs'
    import { LineBatch } from '${new URL('../src/line-batch.ts', import.meta.url)}'
    const output = { write: (lines) => writeSync(1, lines), flushSync: () => writeSync(1, 'flushed') }
    new LineBatch(output).write('last\\n')
    process.exit()`
  const { stdout } = await run(process.execPath, [RUN_TYPESCRIPT, '--input-type=module', '--eval', script])
  t.equal(stdout, 'last\nflushed')
})

t.test('however many logs a process opens, it is listened to once', async (t) => {
  const before = process.listenerCount('exit')
  for (let number = 0; number < 20; number++) new LineBatch(output()).write('x\n')
  t.ok(process.listenerCount('exit') <= before + 1)
})
