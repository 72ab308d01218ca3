import { buildApp } from './app.js'
import { freshKey } from './client/fresh-key.js'
import { nodeTransport } from './client/node-transport.js'
import type { Sandbox, StartOptions } from './client/sandbox-api.js'
import { sandboxClient, timestampOf } from './client/sandbox-client.js'
import { listeningUrl } from './http/listening-url.js'
import { createLogger } from './logger.js'
import { packageVersion, readSettings } from './settings.js'

export * from './client.js'

/**
 * Starts a server in this process, on a free port unless told otherwise, with a key and a sandbox of its own.
 * Close it when done: it leaves nothing behind. Rejects with a message of one line where an option or the seed is not
 * usable, and with SandboxError where `apiKey`, `now` or `state` is not.
 */
export async function startSandbox(options: StartOptions = {}): Promise<Sandbox> {
  const settings = readSettings(settingTexts(options))
  const log = await createLogger(settings.LOG_LEVEL, false)
  const app = buildApp(settings, { log, version: packageVersion(), ownsProcess: false })
  try {
    await app.listen({ host: settings.HOST, port: settings.PORT })
    const url = listeningUrl(app)
    const sandbox = sandboxClient(url, options.apiKey ?? freshKey(), nodeTransport, () => app.close())
    await prepare(sandbox, options)
    return sandbox
  } catch (error) {
    await app.close()
    throw error
  }
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
  const { host, port = 0, seedFile, publicUrl, logLevel = 'silent' } = options
  const { allowPrivatePictureUrls, pictureMaxBytes, pictureTimeoutMs } = options
  const texts = {
    HOST: host,
    PORT: port,
    SEED_FILE: seedFile,
    PUBLIC_URL: publicUrl,
    LOG_LEVEL: logLevel,
    ALLOW_PRIVATE_PICTURE_URLS: allowPrivatePictureUrls,
    PICTURE_MAX_BYTES: pictureMaxBytes,
    PICTURE_TIMEOUT_MS: pictureTimeoutMs,
  }
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
}
