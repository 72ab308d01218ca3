import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, platform, totalmem } from 'node:os'

/** Server and load on a core each where there are two and the system lets us say so. */
const pinnable = platform() === 'linux' && availableParallelism() >= 2 && has('taskset')
export const SERVER_CORE = 0
export const LOAD_CORE = 1

/** The command that runs a program with these arguments on that core, or anywhere where processes cannot be pinned. */
export function commandOn(core, program, args) {
  return pinnable ? { command: 'taskset', args: ['-c', String(core), program, ...args] } : { command: program, args }
}

/** Moves this process, which has little to do, out of the server's way. */
export function stayOffTheServersCore() {
  if (pinnable) execFileSync('taskset', ['-a', '-cp', String(LOAD_CORE), String(process.pid)], { stdio: 'ignore' })
}

export function describeMachine() {
  const [{ model }] = cpus()
  const pinning = pinnable ? 'server and load pinned to a core each' : 'nothing pinned'
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`
  return `${model.trim()}, ${availableParallelism()} cores, ${memory}, ${platform()}, Node ${process.version}; ${pinning}`
}

function has(command) {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
