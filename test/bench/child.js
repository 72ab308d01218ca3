import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { commandOn, SERVER_CORE } from './machine.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const children = new Set()
const folders = new Set()
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A process of its own, Node's if nothing else is said, in the project's folder, with nothing in its environment that slows a start. */
export function runNode(core, nodeArgs, { env = {}, ipc = false, stdout = 'ignore', program = process.execPath } = {}) {
  const { NODE_EXTRA_CA_CERTS, NODE_OPTIONS, NODE_V8_COVERAGE, ...inherited } = process.env
  const { command, args } = commandOn(core, program, nodeArgs)
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...inherited, ...env },
    stdio: ['ignore', stdout, 'inherit', ...(ipc ? ['ipc'] : [])],
  })
  children.add(child)
  child.on('exit', () => children.delete(child))
  return child
}

/** A server on the server's core and a free port; its output goes to a file, as where one keeps the log. */
export async function startServer(
  given,
  { env = {}, ipc = false, core = SERVER_CORE, program = process.execPath, portAsArgument = false } = {},
) {
  const port = await freePort()
  const nodeArgs = portAsArgument ? [...given, String(port)] : given
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  folders.add(folder)
  const log = openSync(join(folder, 'log'), 'w')
  const child = runNode(core, nodeArgs, { env: { ...env, PORT: String(port) }, ipc, stdout: log, program })
  closeSync(log)
  const ended = once(child, 'exit')
  return {
    port,
    child,
    url: `http://127.0.0.1:${port}`,
    /** Resolves as soon as a connection is taken. */
    async listening() {
      while (!(await canConnect(port))) {
        if (child.exitCode !== null) throw new Error(`${nodeArgs.join(' ')} ended with ${child.exitCode}`)
        await wait(1)
      }
    },
    /** Processor time taken so far, all threads together; not a number where the system does not tell. */
    cpuSeconds: () => cpuSecondsOf(child.pid),
    /** Memory that it takes now; not a number where the system does not tell. */
    residentBytes: () => residentBytesOf(child.pid),
    async stop() {
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true })
      folders.delete(folder)
    },
  }
}

/** From /proc, where it is counted in hundredths of a second. */
function cpuSecondsOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')
    return (Number(fields[13]) + Number(fields[14])) / 100
  } catch {
    return Number.NaN
  }
}

function residentBytesOf(pid) {
  try {
    const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(kibibytes) * 1024
  } catch {
    return Number.NaN
  }
}

function canConnect(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}
