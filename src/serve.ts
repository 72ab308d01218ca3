import { setTimeout as sleep } from 'node:timers/promises'
import { isatty } from 'node:tty'
import { inspect } from 'node:util'
import closeWithGrace from 'close-with-grace'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { buildApp } from './app.js'
import { helpText, readCommandLine } from './command-line.js'
import { ReportError } from './conformance/report.js'
import { describeSettings } from './describe-settings.js'
import { isLoopback } from './http/is-loopback.js'
import { listeningUrl } from './http/listening-url.js'
import { listen } from './listen.js'
import { loadMetrics } from './load-metrics.js'
import { createLogger } from './logger.js'
import { machineTime } from './sandbox/machine-time.js'
import { SeedError } from './sandbox/seed.js'
import { packageVersion, readEnvironment, readSettings, SettingError, type Settings } from './settings.js'
import { sharedStore } from './shared-store.js'
import { DEMO_KEY } from './surface/api-key.js'

/** What of the process the server needs: where to print, and whether a person reads it. */
export interface Terminal {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** Reads the settings, serves until a signal, and lets running requests finish. Throws errors of one clear line. */
export async function serve(args: readonly string[], out: Terminal): Promise<void> {
  const command = readCommandLine(args)
  const version = packageVersion()
  if ('print' in command) {
    out.write(command.print === 'version' ? `${version}\n` : helpText())
    return
  }
  if ('conformance' in command) {
    process.exitCode = await runConformance(command.conformance, out, version)
    return
  }
  const settings = readSettings({ ...readEnvironment(), ...command.settings })
  const { log, logRequest } = await createLogger(settings.LOG_LEVEL, out.isTTY === true)
  const openStore = await sharedStore(settings, log)
  const metrics = await loadMetrics(settings)
  const app = buildApp(settings, { log, logRequest, version, ownsProcess: true, openStore, metrics })
  log.info({ version, node: process.version, settings: describeSettings(settings) }, `infinipost-mock ${version}`)
  try {
    await listen(app, settings)
  } catch (error) {
    // A connection to a store would keep the process alive.
    await app.close()
    throw error
  }
  reloadSeedOnHangup(app, log, out)
  const url = listeningUrl(app)
  log.info(`Server listening at ${url}`)
  if (settings.API_KEYS.length === 0 && !isLoopback(settings.HOST)) {
    log.warn('Listening on a public address with every sk_test_… key good: set API_KEYS')
  }
  if (out.isTTY) out.write(banner(url, settings))
  closeWithGrace(
    { delay: settings.PICTURE_TIMEOUT_MS + 5_000, logger: log, skip: ['SIGHUP'] },
    async ({ err, signal }) => {
      if (err) log.fatal({ err }, 'unexpected error: closing')
      else log.info({ signal }, `${signal}: closing; calls that are under way are answered yet`)
      await app.close()
      log.info('closed')
    },
  )
}

/** SIGHUP reads the seed file again, one reading after the other. */
function reloadSeedOnHangup(app: FastifyInstance, log: FastifyBaseLogger, out: Terminal): void {
  let last = Promise.resolve()
  process.on('SIGHUP', function onHangup() {
    // Sent also to what runs in a terminal that is closed: then it is the end.
    if (out.isTTY && !isatty(1)) return void endWithTerminal(app, log, onHangup)
    last = last
      .then(() => app.reloadSeed())
      .then(
        () => log.info('SIGHUP: sandboxes that are opened or reset from now on start from the seed file as it is now'),
        (error: Error) => log.error(`SIGHUP: the seed stays as it was: ${error.message}`),
      )
  })
}

/** Lines for a terminal that is gone would wait for ever, and Node's own exit fails there: the signal ends the process. */
async function endWithTerminal(app: FastifyInstance, log: FastifyBaseLogger, onHangup: () => void): Promise<void> {
  log.level = 'silent'
  await app.close()
  process.off('SIGHUP', onHangup)
  process.kill(process.pid, 'SIGHUP')
}

/** Tries the rules on another server; an interrupt lets it put back what it has changed. */
async function runConformance(args: readonly string[], out: Terminal, version: string): Promise<number> {
  const { conformance } = await import('./conformance/command.js')
  const interrupted = new AbortController()
  const interrupt = () => interrupted.abort()
  process.once('SIGINT', interrupt)
  const apiKey = readEnvironment().INFINIPOST_API_KEY ?? ''
  const time = { now: () => Math.floor(machineTime() / 1000), sleep }
  const deps = { out, err: process.stderr, apiKey, version, signal: interrupted.signal, time }
  try {
    return await conformance(args, deps)
  } finally {
    process.off('SIGINT', interrupt)
  }
}

function banner(url: string, { API_KEYS }: Settings): string {
  const key = API_KEYS.length === 0 ? DEMO_KEY : 'YOUR_API_KEY'
  const known = API_KEYS.length === 0 ? `${key} (any sk_test_… key opens a sandbox of its own)` : 'one of API_KEYS'
  return `
  infinipost-mock is serving at ${url}
  Key: ${known}

  curl -X PATCH ${url}/v1/accounts/acc_1a2b3c4d5e/profile -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' -d '{"platform":"instagram","name":"Fashion Daily"}'

`
}

/** What a failed start prints: one line, or all that is known of an error that nobody expected. */
export function startError(error: unknown): string {
  if (error instanceof SettingError) return `infinipost-mock: ${error.message}\n`
  if (error instanceof SeedError) return `infinipost-mock: SEED_FILE or --seed must be a seed file: ${error.message}\n`
  if (error instanceof ReportError) {
    return `infinipost-mock: CONFORMANCE_REPORT must be a conformance report: ${error.message}\n`
  }
  return `${inspect(error)}\n`
}
