import { lookup } from 'node:dns'
import { NOTHING_SEEN, type PictureFacts, pictureFacts } from '../domain/picture-facts.js'
import { unlessAborted } from './abort.js'
import { type FetchProgress, pictureFetcher } from './fetch-picture.js'
import { avatarMaker } from './image/avatar.js'
import { decodeLimiter } from './image/decode-limiter.js'
import { lazyImageLibrary } from './image/image-library.js'
import { dimensionsReader } from './image/read-dimensions.js'
import { samplePictures } from './image/sample-picture.js'
import { pictureImporter } from './import-picture.js'
import { Limiter } from './limiter.js'
import { PictureAbortedError, PictureError } from './picture-error.js'
import { HostClock } from './source/host-clock.js'
import { httpSource } from './source/http-source.js'
import { sampleSource } from './source/sample-source.js'
import { storedPictures } from './stored-pictures.js'
import type { PictureDeps, PictureSettings, Pictures } from './types.js'

/** In bytes, what the bodies that are being received or decoded may hold together. */
const BODIES = 48 * 1024 * 1024

/** Open to other hosts at once. A host that is slow to answer holds nothing but its socket. */
const CONNECTIONS = 32

/** Pictures that wait for a connection; more are refused at once. */
const MAX_WAITING = 500

/** Cheap: sharp and undici are loaded with the first picture. */
export function createPictures(settings: PictureSettings, deps: PictureDeps): Pictures {
  const { allowPrivateUrls, maxBytes, timeoutMs, ownsProcess } = settings
  const { media, readSeedPicture } = deps
  const library = deps.imageLibrary ?? lazyImageLibrary(ownsProcess)
  const limit = decodeLimiter(deps.memoryLeft)
  const readStored = storedPictures(media, readSeedPicture)
  const readDimensions = dimensionsReader(library, limit)
  const makeAvatar = avatarMaker(library, limit)
  const fetchPicture = pictureFetcher({
    network: httpSource({
      allowPrivateUrls,
      lookup: deps.lookup ?? lookup,
      connections: new Limiter(CONNECTIONS, { maxWaiting: MAX_WAITING, queueFull }),
    }),
    picturesTest: sampleSource(samplePictures(library, limit), maxBytes),
    media,
    readStored,
    readDimensions,
    makeAvatar,
    bodies: new Limiter(Math.max(BODIES, 2 * maxBytes)),
    maxBytes,
  })
  const running = new Map<HostClock, Promise<void>>()

  return {
    async ingest({ url, ownBase, signal }) {
      const started = performance.now()
      const clock = new HostClock(timeoutMs, () => timedOut(timeoutMs))
      let progress: FetchProgress = { seen: NOTHING_SEEN }
      const facts = () => pictureFacts(url, progress.seen, Math.round(performance.now() - started))
      const follow = async () => {
        for await (progress of fetchPicture(url, ownBase, clock));
      }
      const leave = () => clock.abort(signal.reason)
      signal.addEventListener('abort', leave, { once: true })
      if (signal.aborted) leave()
      // What is begun ends by itself, decoding too, when nobody waits for it any more; its turns end with it.
      const work = follow().finally(() => running.delete(clock))
      running.set(clock, work)
      try {
        await unlessAborted(clock.signal, work)
      } catch (error) {
        throw failure(error, clock.signal, facts())
      } finally {
        signal.removeEventListener('abort', leave)
      }
      return { path: progress.path!, facts: facts() }
    },
    ...pictureImporter({ media, readStored, readDimensions, makeAvatar }),
    read: readStored,
    async close() {
      for (const clock of running.keys()) clock.abort(new Error('The pictures are closed'))
      await Promise.allSettled(running.values())
    },
  }
}

/** Why there is no picture, with what is known of it. */
function failure(error: unknown, signal: AbortSignal, facts: PictureFacts): unknown {
  const cause = signal.aborted ? signal.reason : error
  if (cause instanceof PictureError) return new PictureError(cause.rule, cause.message, facts)
  return signal.aborted ? new PictureAbortedError(cause, facts) : error
}

function timedOut(timeoutMs: number): PictureError {
  return new PictureError('picture-timeout', `profilePictureUrl could not be fetched within ${timeoutMs} ms`)
}

function queueFull(): PictureError {
  const message = `profilePictureUrl cannot be fetched now: ${MAX_WAITING} other pictures are waiting for their turn`
  return new PictureError('picture-queue-full', message)
}
