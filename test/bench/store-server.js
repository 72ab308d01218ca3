import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from './child.js'

/** A store on loopback that keeps nothing on disk; undefined where there is no such program. */
export async function startStore() {
  const port = await freePort()
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '']
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  process.on('exit', () => child.kill('SIGKILL'))
  child.stdout.setEncoding('utf8')
  let printed = ''
  const failed = new Promise((resolve) => child.on('error', () => resolve('failed')))
  while (true) {
    const [text] = await Promise.race([once(child.stdout, 'data'), failed.then((why) => [why])])
    if (text === 'failed') return undefined
    printed += text
    if (printed.includes('Ready to accept connections')) break
  }
  child.stdout.resume()
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}
