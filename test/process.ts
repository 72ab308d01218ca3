import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

/** What Node needs to run a TypeScript file; whatever measures the coverage comes along by itself. */
export const RUN_TYPESCRIPT = `--import=${new URL('./typescript/register.js', import.meta.url)}`
const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
/** Makes the child believe that its output is a terminal. */
const TERMINAL = 'process.stdout.isTTY=true'

export interface ServerProcess {
  pid: number
  /** What has been printed so far. */
  out(): string
  err(): string
  /** Resolves with the first match in the output. */
  printed(pattern: RegExp): Promise<RegExpExecArray>
  kill(signal: NodeJS.Signals): void
  /** Reads no more of what it prints, and closes that end. */
  closeOutput(): void
  exitCode: Promise<number | null>
}

interface RunOptions {
  env?: Record<string, string>
  cwd?: string
  terminal?: boolean
  /** JavaScript that runs before the server does. */
  preload?: string
}

/** Runs the server as its users do, in a process of its own that ends with the test. */
export function runServer(
  t: Test,
  args: string[],
  { env = {}, cwd, terminal = false, preload }: RunOptions = {},
): ServerProcess {
  const scripts = [...(terminal ? [TERMINAL] : []), ...(preload === undefined ? [] : [preload])]
  const imports = scripts.map((script) => `--import=data:text/javascript,${encodeURIComponent(script)}`)
  const child = spawn(process.execPath, [RUN_TYPESCRIPT, ...imports, MAIN, ...args], {
    env: { ...process.env, PORT: '0', ...env },
    cwd: cwd ?? t.testdir({}),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => (printed.out += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (printed.err += text))
  const exitCode = once(child, 'close').then(([code]) => code as number | null)
  t.teardown(async () => {
    // A process that is killed outright leaves no coverage.
    child.kill('SIGTERM')
    await exitCode
  })
  return {
    pid: child.pid!,
    out: () => printed.out,
    err: () => printed.err,
    exitCode,
    kill: (signal) => void child.kill(signal),
    closeOutput: () => void child.stdout.destroy(),
    async printed(pattern) {
      for (;;) {
        const match = pattern.exec(printed.out)
        if (match !== null) return match
        const more = once(child.stdout, 'data').then(() => true)
        if (!(await Promise.race([more, exitCode.then(() => false)]))) {
          throw new Error(`ended without ${pattern}: ${printed.out}${printed.err}`)
        }
      }
    },
  }
}
