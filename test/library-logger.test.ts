import t from 'tap'
import { createLibraryLogger } from '../src/library-logger.js'

t.test('an unexpected error is told on standard error, with its cause', async (t) => {
  const output = t.capture(process.stderr, 'write', () => true)
  const log = createLibraryLogger()
  log.warn('not this')
  log.error({ err: new Error('no sharp here'), requestId: 'a1' }, 'unexpected error')
  log.error('without a cause')
  const [first, second, ...more] = output().map(({ args }) => String(args[0]))
  t.match(first, /^infinipost-mock: unexpected error \(request a1\)\nError: no sharp here\n {4}at /)
  t.equal(second, 'infinipost-mock: without a cause\n')
  t.strictSame(more, [])
})
