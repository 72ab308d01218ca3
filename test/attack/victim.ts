import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'

/** In megabytes: Node's own bound of its heap, and the system's of the process where it lets us set one. */
const HEAP = 300
const LIMIT = 512

/** The built server with little memory, in a process of its own. */
export async function startVictim() {
  const group = confinedGroup()
  const node = [process.execPath, `--max-old-space-size=${HEAP}`, 'dist/main.js', '--port', '0']
  const env = { ...process.env, ALLOW_PRIVATE_PICTURE_URLS: 'true', LOG_LEVEL: 'info' }
  // Confined from its first moment on, as in a container.
  const child = spawn(
    'sh',
    ['-c', 'echo $$ >"$0" && exec "$@"', group ? `${group}/cgroup.procs` : '/dev/null', ...node],
    {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const exited = once(child, 'exit')
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    if (printed.length < 10_000) printed += text
  })
  const listening = /listening at (http[^"]+)/
  while (!listening.test(printed)) await Promise.race([once(child.stdout, 'data'), exited.then(failed)])
  const proc = (name: string) => readFileSync(`/proc/${child.pid}/${name}`, 'utf8')
  return {
    url: listening.exec(printed)![1]!,
    bounds: `${HEAP} MB of heap${group === undefined ? '' : `, ${LIMIT} MB in all`}`,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    /** From here on the peak is counted anew. */
    resetPeak: () => writeFileSync(`/proc/${child.pid}/clear_refs`, '5'),
    /** In megabytes of resident memory. */
    peak: () => Math.round(Number(/VmHWM:\s+(\d+)/.exec(proc('status'))![1]) / 1024),
    async stop() {
      child.kill('SIGTERM')
      await exited
      if (group !== undefined) rmdirSync(group)
    },
  }
}

function failed(): never {
  throw new Error('The server has ended')
}

/** A group whose processes the kernel gives no more memory; undefined where it will have none. */
function confinedGroup(): string | undefined {
  const second = existsSync('/sys/fs/cgroup/cgroup.controllers')
  const group = `/sys/fs/cgroup/${second ? '' : 'memory/'}infinipost-mock-attack-${process.pid}`
  try {
    mkdirSync(group)
    writeFileSync(`${group}/${second ? 'memory.max' : 'memory.limit_in_bytes'}`, `${LIMIT}M`)
    return group
  } catch {
    return undefined
  }
}
