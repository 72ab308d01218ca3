// Loaded into a server with --import: tells its memory and its handles to the process that started it.
import { readFileSync } from 'node:fs'

process.on('message', () => {
  // Twice, as what finalizers let go of is only found by the second.
  globalThis.gc?.()
  globalThis.gc?.()
  const { rss, heapUsed, arrayBuffers: buffers } = process.memoryUsage()
  process.send({ rss, heapUsed, buffers, peak: peakRss(), handles: process.getActiveResourcesInfo().length })
})
process.channel.unref()

/** The kernel's own high-water mark where it tells; what `getrusage` says may be the parent's. */
function peakRss() {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024
  } catch {
    return process.resourceUsage().maxRSS * 1024
  }
}
