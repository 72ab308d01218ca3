import type { LookupFunction } from 'node:net'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { controlSurface, refuseUnreadableControlPath } from './control/control-surface.js'
import { dashboardRoutes } from './dashboard/dashboard-routes.js'
import { docsRoutes } from './docs/docs-routes.js'
import { publicRoutes } from './http/public-routes.js'
import { createServer, type ServerTimeouts } from './http/server.js'
import { createPictures } from './pictures/pictures.js'
import type { PictureSettings } from './pictures/types.js'
import { readSeed } from './sandbox/seed.js'
import { packageFile, type Settings } from './settings.js'
import { memoryMediaStore } from './store/memory/media-store.js'
import { SandboxRegistry } from './store/memory/memory-registry.js'
import { keyCheck } from './surface/api-key.js'
import { authenticator, requestOpener } from './surface/request-context.js'
import { Delays } from './v1/delays.js'
import { refuseUnreadableV1Path, v1Routes } from './v1/v1-routes.js'

export interface AppDeps {
  log: FastifyBaseLogger
  version: string
  /** Whether the process is the server's own, so that process-wide settings of the image library may be made. */
  ownsProcess: boolean
  timeouts?: ServerTimeouts
  /** What resolves the hosts of pictures in place of the system. */
  lookup?: LookupFunction
}

/** The levels at which every request has its line in the server's log. */
const LOGS_REQUESTS: readonly string[] = ['info', 'debug', 'trace']

/** A server of its own has clients that nobody has told of its end; a test that closes its server has done with it. */
const GRACE_MS = 500

/** The server, ready to listen. Throws SeedError for a seed that cannot be used. */
export function buildApp(settings: Settings, parts: AppDeps): FastifyInstance {
  const { log, version, lookup } = parts
  const seed = readSeed(settings.SEED_FILE)
  const registry = new SandboxRegistry(seed, settings.SANDBOX_LIMIT, (key) => {
    log.warn({ key }, 'SANDBOX_LIMIT reached: dropped the sandbox idle longest')
  })
  const openRequest = requestOpener(registry, LOGS_REQUESTS.includes(settings.LOG_LEVEL) ? log : undefined)
  const authenticate = authenticator(keyCheck(settings.API_KEYS), registry)
  const pictures = createPictures(pictureSettings(settings, seed.pictureFolder, parts), {
    media: memoryMediaStore(),
    lookup,
  })
  const delays = new Delays()

  const app = createServer({
    log,
    openRequest,
    timeouts: parts.timeouts,
    graceMs: parts.ownsProcess ? GRACE_MS : 0,
    unreadablePaths: {
      '/v1': (request, reply) => refuseUnreadableV1Path(request, reply, authenticate),
      '/_sandbox': (request, reply) => refuseUnreadableControlPath(request, reply, authenticate),
    },
  })
  app.addHook('preClose', async () => delays.endAll())
  app.addHook('onClose', () => pictures.close())
  app.register(v1Routes, {
    prefix: '/v1',
    pictures,
    delays,
    publicUrl: settings.PUBLIC_URL,
    authenticate,
    log,
  })
  app.register(controlSurface, { prefix: '/_sandbox', authenticate, log })
  app.register(publicRoutes, { pictures, version })
  app.register(docsRoutes, { folder: packageFile('dist') })
  app.register(dashboardRoutes, { folder: packageFile('dist/dashboard') })
  return app
}

function pictureSettings(settings: Settings, seedFolder: string, { ownsProcess }: AppDeps): PictureSettings {
  return {
    allowPrivateUrls: settings.ALLOW_PRIVATE_PICTURE_URLS,
    maxBytes: settings.PICTURE_MAX_BYTES,
    timeoutMs: settings.PICTURE_TIMEOUT_MS,
    seedFolder,
    ownsProcess,
  }
}
