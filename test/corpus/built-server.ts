import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

/** The built server in a process of its own, on a free port. */
export async function startBuiltServer(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['dist/main.js', '--port', '0'], {
    env: { ...process.env, ALLOW_PRIVATE_PICTURE_URLS: 'true', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    if (printed.length < 10_000) printed += text
  })
  const listening = /listening at (http[^"]+)/
  const exited = once(child, 'exit')
  const ended = exited.then(() => {
    throw new Error(`The server has ended: ${printed}`)
  })
  ended.catch(() => {})
  while (!listening.test(printed)) await Promise.race([once(child.stdout, 'data'), ended])
  return {
    url: listening.exec(printed)![1]!,
    /** In megabytes, the most that it has held; undefined where the system does not say. */
    peakMemory(): number | undefined {
      if (process.platform !== 'linux') return undefined
      const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))!
      return Math.round(Number(kilobytes) / 1024)
    },
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}
