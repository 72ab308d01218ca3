import type { LookupFunction } from 'node:net'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { readVerified } from './conformance/report.js'
import { controlRoutes, refuseMalformedControlPath } from './control/control-routes.js'
import { dashboardRoutes } from './dashboard/dashboard-routes.js'
import { docsRoutes } from './docs/docs-routes.js'
import { maskListed } from './domain/mask-keys.js'
import { hostCheck, refuseOtherHosts } from './http/allowed-hosts.js'
import { baseUrl } from './http/base-url.js'
import { metricsRoute } from './http/metrics-route.js'
import { publicRoutes } from './http/public-routes.js'
import { readyRoute } from './http/ready-route.js'
import { type LogRequest, requestLogger } from './http/request-lifecycle.js'
import { createServer, type ServerTimeouts } from './http/server.js'
import { trustedProxies } from './http/trusted-proxies.js'
import { type MemoryLeft, memoryLeft as memoryLeftToProcess } from './memory-left.js'
import type { Metrics } from './metrics/metrics.js'
import type { ImageLibrary } from './pictures/image/image-library.js'
import { createPictures } from './pictures/pictures.js'
import { newState } from './sandbox/new-state.js'
import { readSeed } from './sandbox/seed.js'
import { Seeds } from './sandbox/seeds.js'
import { checkSeedPictures } from './seed-check.js'
import { packageFile, type Settings, SHIPPED_SEED } from './settings.js'
import type { OpenStore } from './shared-store.js'
import { memoryStore } from './store/memory/memory-store.js'
import { keyCheck } from './surface/api-key.js'
import { authenticator } from './surface/authenticate.js'
import { Delays } from './v1/delays.js'
import { refuseMalformedV1Path, v1Routes } from './v1/v1-routes.js'

declare module 'fastify' {
  interface FastifyInstance {
    /** Reads the seed file again: sandboxes start from it from then on. Rejects with SeedError, and nothing has changed. */
    reloadSeed(): Promise<void>
  }
}

export interface AppDeps {
  log: FastifyBaseLogger
  /** What writes the lines of requests in place of the log. */
  logRequest?: LogRequest | undefined
  version: string
  /** Whether the process is the server's own, so that process-wide settings of the image library may be made. */
  ownsProcess: boolean
  timeouts?: ServerTimeouts
  /** What opens a shared store, by `sharedStore`; without it all is kept in this process. */
  openStore?: OpenStore | undefined
  /** What counts and measures, by `loadMetrics`; without it nothing does, and there is no `/metrics`. */
  metrics?: Metrics | undefined
  /** What resolves the hosts of pictures in place of the system. */
  lookup?: LookupFunction
  /** What decodes pictures in place of sharp. */
  imageLibrary?: ImageLibrary
  /** What tells how much memory is left in place of the system. */
  memoryLeft?: MemoryLeft
}

/** The levels at which every request has its line in the server's log. */
const LOGS_REQUESTS: readonly string[] = ['info', 'debug', 'trace']

/** A server of its own has clients that nobody has told of its end; a test that closes its server has done with it. */
const GRACE_MS = 500

/** The server, ready to listen. Throws SeedError and ReportError for a seed or a report that cannot be used. */
export function buildApp(settings: Settings, deps: AppDeps): FastifyInstance {
  const { log, version, lookup, imageLibrary, ownsProcess, timeouts, metrics } = deps
  const { memoryLeft = memoryLeftToProcess, logRequest = (level, line) => log[level](line, 'request') } = deps
  const loadSeed = () => readSeed(settings.SEED_FILE, settings.SEED_FILE === SHIPPED_SEED)
  const seeds = new Seeds(loadSeed())
  const verified = readVerified(settings.CONFORMANCE_REPORT)
  const initialState = () => newState(seeds.current)
  const store =
    deps.openStore?.({ seedHashes: () => seeds.hashes, initialState }) ??
    memoryStore({
      initialState,
      limit: settings.SANDBOX_LIMIT,
      maxBytes: settings.STATE_MAX_BYTES,
      onDrop: (key) => log.warn({ key }, 'SANDBOX_LIMIT reached: dropped the sandbox whose last call is longest ago'),
    })
  const authenticate = authenticator(keyCheck(settings.API_KEYS), store.registry, seeds)
  const plainPictures = createPictures(
    {
      allowPrivateUrls: settings.ALLOW_PRIVATE_PICTURE_URLS,
      maxBytes: settings.PICTURE_MAX_BYTES,
      timeoutMs: settings.PICTURE_TIMEOUT_MS,
      ownsProcess,
    },
    { media: store.media, readSeedPicture: (file) => seeds.readPicture(file), memoryLeft, lookup, imageLibrary },
  )
  const pictures = metrics?.measured(plainPictures) ?? plainPictures
  metrics?.countSandboxes(() => store.registry.held)
  const delays = new Delays()
  const trustsProxy = trustedProxies(settings.TRUST_PROXY)
  const publicUrl = settings.PUBLIC_URL
  const checkHost = hostCheck({ listed: settings.ALLOWED_HOSTS, listeningOn: settings.HOST, publicUrl })

  const app = createServer({
    log,
    observers: [
      ...(LOGS_REQUESTS.includes(settings.LOG_LEVEL)
        ? [requestLogger(logRequest, ({ sandbox }) => sandbox?.keyHash)]
        : []),
      ...(metrics === undefined ? [] : [metrics.observeRequest]),
    ],
    timeouts,
    corsOrigins: settings.CORS_ORIGIN,
    trustsProxy,
    graceMs: ownsProcess ? GRACE_MS : 0,
    memoryLeft,
    unreadablePaths: {
      '/v1': refuseMalformedV1Path({ authenticate, checkHost, verified, log }),
      '/_sandbox': refuseMalformedControlPath({ authenticate, checkHost, log }),
    },
  })
  app.addHook('onReady', () => checkSeedPictures(seeds.current, pictures))
  app.decorate('reloadSeed', async () => {
    const seed = loadSeed()
    await checkSeedPictures(seed, pictures)
    seeds.use(seed)
  })
  app.addHook('preClose', async () => delays.endAll())
  const unmaskListed = maskListed(settings.API_KEYS)
  app.addHook('onClose', async () => {
    unmaskListed()
    await pictures.close()
    await store.close()
  })
  app.register(v1Routes, {
    prefix: '/v1',
    pictures,
    delays,
    baseUrl: baseUrl(publicUrl, trustsProxy),
    authenticate,
    checkHost,
    verified,
    log,
  })
  app.register(controlRoutes, { prefix: '/_sandbox', pictures, authenticate, checkHost, verified, log })
  app.register(async (open) => {
    open.addHook('onRequest', refuseOtherHosts(checkHost))
    open.register(publicRoutes, { readPicture: (file) => pictures.read(file), version })
    open.register(readyRoute, { storeReady: () => store.ready() })
    if (metrics !== undefined) open.register(metricsRoute, { readMetrics: metrics.read })
    open.register(docsRoutes, { folder: packageFile('dist') })
    open.register(dashboardRoutes, { folder: packageFile('dist/dashboard') })
  })
  return app
}
