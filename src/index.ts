import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.js'
import { freshKey } from './client/fresh-key.js'
import { nodeTransport } from './client/node-transport.js'
import type { Sandbox, StartOptions } from './client/sandbox-api.js'
import { sandboxClient, timestampOf } from './client/sandbox-client.js'
import { SandboxError } from './client/sandbox-error.js'
import { listeningUrl } from './http/listening-url.js'
import { createLibraryLogger } from './library-logger.js'
import { listen } from './listen.js'
import { createLogger } from './logger.js'
import { SeedError } from './sandbox/seed.js'
import { packageVersion, readSettings, SettingError, type SettingName } from './settings.js'

export * from './client.js'

/** The setting behind each option of that kind. */
const SETTING_OF = {
  host: 'HOST',
  port: 'PORT',
  seedFile: 'SEED_FILE',
  publicUrl: 'PUBLIC_URL',
  corsOrigin: 'CORS_ORIGIN',
  allowedHosts: 'ALLOWED_HOSTS',
  allowPrivatePictureUrls: 'ALLOW_PRIVATE_PICTURE_URLS',
  pictureMaxBytes: 'PICTURE_MAX_BYTES',
  pictureTimeoutMs: 'PICTURE_TIMEOUT_MS',
  logLevel: 'LOG_LEVEL',
} as const satisfies Partial<Record<keyof StartOptions, SettingName>>

/**
 * Starts a server in this process, on a free port unless told otherwise, with a key and a sandbox of its own.
 * Close it when done: it leaves nothing behind. Rejects with SandboxError, in one line that names the option, where an
 * option or the seed is not usable or the port is taken.
 */
export async function startSandbox(options: StartOptions = {}): Promise<Sandbox> {
  let app: FastifyInstance | undefined
  try {
    const settings = readSettings(settingTexts(options))
    const logging =
      options.logLevel === undefined ? { log: createLibraryLogger() } : await createLogger(settings.LOG_LEVEL, false)
    const server = buildApp(settings, { ...logging, version: packageVersion(), ownsProcess: false })
    app = server
    await listen(server, settings)
    const apiKey = options.apiKey ?? freshKey()
    const sandbox = sandboxClient(listeningUrl(server), apiKey, nodeTransport, () => server.close())
    await prepare(sandbox, options)
    return sandbox
  } catch (error) {
    await app?.close()
    throw inOptionsWords(error)
  }
}

/** Settings are known to the library's users as options; no others are read here. */
function inOptionsWords(error: unknown): unknown {
  if (error instanceof SeedError) return invalidOption(`seedFile must be a seed file: ${error.message}`, error)
  if (!(error instanceof SettingError)) return error
  const optionOf = new Map<string, string>(Object.entries(SETTING_OF).map(([option, name]) => [name, option]))
  const message = error.message.replace(/^[A-Z_]+( and [A-Z_]+)?/, (names) =>
    names.replaceAll(/[A-Z_]+/g, (name) => optionOf.get(name)!),
  )
  return invalidOption(message, error)
}

function invalidOption(message: string, cause: Error): SandboxError {
  return new SandboxError(message, 'invalid_option', null, cause)
}

async function prepare(sandbox: Sandbox, { apiKey, now, state }: StartOptions): Promise<void> {
  if (now === undefined && state === undefined) {
    // A key that is no good is better said now than by the first call of a test.
    if (apiKey !== undefined) await sandbox.clock.get()
    return
  }
  const frozen = now === undefined ? {} : { clock: { mode: 'frozen' as const, now: timestampOf(now) } }
  await sandbox.state.put({ ...state, ...frozen })
}

function settingTexts(options: StartOptions): Partial<Record<string, string>> {
  const given = { port: 0, ...options }
  const names = Object.keys(SETTING_OF) as (keyof typeof SETTING_OF)[]
  return Object.fromEntries(
    names.flatMap((option) => (given[option] === undefined ? [] : [[SETTING_OF[option], String(given[option])]])),
  )
}
