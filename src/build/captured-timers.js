// The build puts these in the place of the globals of the same name, in our code and in the packages that it bundles:
// a server that runs in a test's process keeps time while the test fakes the timers of its own world.
// From the modules, as a runner may have put fake globals in place before it loads anything.
import { performance } from 'node:perf_hooks'
import timers from 'node:timers'

const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } = timers
const { queueMicrotask } = globalThis
const { nextTick } = process

export {
  clearImmediate,
  clearInterval,
  clearTimeout,
  nextTick as capturedNextTick,
  performance,
  queueMicrotask,
  setImmediate,
  setInterval,
  setTimeout,
}
