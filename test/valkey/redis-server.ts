import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'

/** The first of these on the PATH is started; `STORE_SERVER` names another. */
const PROGRAM = process.env.STORE_SERVER ?? 'redis-server'

export interface StoreServer {
  readonly port: number
  readonly url: string
  readonly pid: number
  /** Ends it without a warning. */
  kill(): Promise<void>
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Starts a store on loopback that keeps nothing on disk unless the options say so, and waits until it takes connections. */
export async function startStoreServer(options: readonly string[] = [], port?: number): Promise<StoreServer> {
  const at = port ?? (await freePort())
  const args = ['--port', String(at), '--bind', '127.0.0.1', '--save', '', '--enable-debug-command', 'yes', ...options]
  const child = spawn(PROGRAM, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const failed = once(child, 'error').then(([error]) => Promise.reject(error))
  let printed = ''
  child.stdout.setEncoding('utf8')
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      printed += text
      if (printed.includes('Ready to accept connections')) resolve()
    })
    child.once('exit', () => reject(new Error(`${PROGRAM} ended: ${printed}`)))
  })
  await Promise.race([ready, failed])
  const exited = once(child, 'exit')
  return {
    port: at,
    url: `redis://127.0.0.1:${at}`,
    pid: child.pid!,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
