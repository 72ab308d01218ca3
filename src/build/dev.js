// Serves the sources as they are: builds and starts anew whenever one of them has changed. Arguments are the server's own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'

/** Editors write a file in several steps, and a checkout many files at once. */
const SETTLE_MS = 100

let server
let timer
let turn = Promise.resolve()

for (const folder of ['src', 'fixtures']) watch(folder, { recursive: true }, restartSoon)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop().then(() => process.exit()))
restartSoon()

function restartSoon() {
  clearTimeout(timer)
  timer = setTimeout(() => {
    turn = turn.then(restart)
  }, SETTLE_MS)
}

/** The old server answers until there is a build to take its place, and goes on where the build fails. */
async function restart() {
  const [code] = await once(run('src/build/build.js', '--serving', '--if-changed'), 'exit')
  if (code !== 0) return
  await stop()
  server = run('dist/main.js', ...process.argv.slice(2))
}

async function stop() {
  if (server === undefined || server.exitCode !== null || server.signalCode !== null) return
  server.kill()
  await once(server, 'exit')
}

function run(...args) {
  return spawn(process.execPath, args, { stdio: 'inherit' })
}
