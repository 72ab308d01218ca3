// The build puts these in the place of the globals of the same name, in our code and in the packages that it bundles:
// a server in a test's process keeps time while the test fakes the timers of its own world, and does without the globals
// that jsdom lacks or has of its own. Most come from modules, as a runner may have put fake globals in place before it
// loads anything.
import { performance } from 'node:perf_hooks'
import timers from 'node:timers'
import { TextDecoder, TextEncoder } from 'node:util'
import { runInThisContext } from 'node:vm'

const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } = timers
// These are in no module; a runner that gives each test file a world of its own leaves those of the process alone.
const { AbortController, AbortSignal, nextTick, queueMicrotask, structuredClone } = runInThisContext(
  '({ AbortController, AbortSignal, nextTick: process.nextTick, queueMicrotask, structuredClone })',
)

export {
  AbortController,
  AbortSignal,
  clearImmediate,
  clearInterval,
  clearTimeout,
  nextTick as capturedNextTick,
  performance,
  queueMicrotask,
  setImmediate,
  setInterval,
  setTimeout,
  structuredClone,
  TextDecoder,
  TextEncoder,
}
