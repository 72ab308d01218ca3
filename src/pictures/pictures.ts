import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import pLimit from 'p-limit'
import { mediaStore } from '../store/memory/media-store.js'
import { unlessAborted } from './abort.js'
import { pictureFetcher } from './fetch-picture.js'
import { avatarMaker } from './image/avatar.js'
import { decodeLimiter } from './image/decode-limiter.js'
import { lazyImageLibrary } from './image/image-library.js'
import { samplePictures } from './image/sample-picture.js'
import { PictureError } from './picture-error.js'
import { httpSource } from './source/http-source.js'
import { sampleSource } from './source/sample-source.js'

export { PictureError, type PictureErrorRule } from './picture-error.js'

export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif'

/** What is known of a picture; filled in as it becomes known, also when it is refused. */
export interface PictureFacts {
  url: string
  /** Received so far. */
  bytes: number
  format: PictureFormat | null
  /** In pixels as displayed. */
  width: number | null
  height: number | null
  durationMs: number
}

export interface PictureRequest {
  /** An absolute http(s) URL. */
  url: string
  /**
   * This server's base as its client sees it, without a slash at the end, e.g. `http://127.0.0.1:4010`. What lies under
   * its `/media/` is found in-process.
   */
  ownBase: string
  facts: PictureFacts
  /** Aborted when the client has gone. */
  signal: AbortSignal
}

export interface StoredPicture {
  bytes: Uint8Array
  contentType: string
}

export interface Pictures {
  /**
   * Fetches and checks a picture and stores a copy of it. Resolves to the copy's path, `/media/<file>`. Rejects with a
   * PictureError, or with the signal's reason as soon as that is aborted.
   */
  obtain(request: PictureRequest): Promise<string>
  /** A stored picture or one of the seed's, by its file name. */
  read(file: string): Promise<StoredPicture | undefined>
  /** Ends what is under way; afterwards no socket, timer or decoding is left. */
  close(): Promise<void>
}

export interface PictureSettings {
  allowPrivateUrls: boolean
  maxBytes: number
  /** For all of one picture: waiting, resolving, connecting, redirects, body and decoding. */
  timeoutMs: number
  /** Where the seed's own pictures lie. */
  seedFolder: string
  /** Whether sharp's settings, which hold for the whole process, are ours to make. */
  ownsProcess: boolean
}

export function newPictureFacts(url: string): PictureFacts {
  return { url, bytes: 0, format: null, width: null, height: null, durationMs: 0 }
}

const STORE_BYTES = 64 * 1024 * 1024

/** What the bodies that are being received or decoded may hold together. */
const BODY_BYTES = 64 * 1024 * 1024

/** Open to other hosts at once. More than bodies, as a host that is slow to answer holds nothing but its socket. */
const CONNECTIONS = 32

/** Cheap: sharp is loaded with the first picture. */
export function createPictures(settings: PictureSettings, network: { lookup: LookupFunction } = { lookup }): Pictures {
  const { allowPrivateUrls, maxBytes, timeoutMs, seedFolder, ownsProcess } = settings
  const library = lazyImageLibrary(ownsProcess)
  const turns = decodeLimiter()
  const store = mediaStore(seedFolder, STORE_BYTES)
  const intake = pictureFetcher({
    network: httpSource({ allowPrivateUrls, lookup: network.lookup }),
    picturesTest: sampleSource(samplePictures(library, turns), maxBytes),
    store,
    library,
    makeAvatar: avatarMaker(library, turns, timeoutMs),
    bodies: pLimit(Math.min(CONNECTIONS, Math.max(2, Math.floor(BODY_BYTES / maxBytes)))),
    maxBytes,
  })
  const connections = pLimit(CONNECTIONS)
  const running = new Map<AbortController, Promise<string>>()

  return {
    async obtain(request) {
      const started = performance.now()
      const end = new AbortController()
      const leave = () => end.abort(request.signal.reason)
      const timer = setTimeout(() => end.abort(timedOut(timeoutMs)), timeoutMs)
      request.signal.addEventListener('abort', leave, { once: true })
      if (request.signal.aborted) leave()
      // A turn ends with the work itself, through decoding and also when nobody waits for it any more.
      const work = connections(() => intake(request, end.signal)).finally(() => running.delete(end))
      running.set(end, work)
      try {
        return await unlessAborted(end.signal, work)
      } finally {
        clearTimeout(timer)
        request.signal.removeEventListener('abort', leave)
        request.facts.durationMs = Math.round(performance.now() - started)
      }
    },
    read: store.read,
    async close() {
      for (const end of running.keys()) end.abort(new Error('The pictures are closed'))
      await Promise.allSettled(running.values())
    },
  }
}

function timedOut(timeoutMs: number): PictureError {
  return new PictureError('picture-timeout', `profilePictureUrl could not be fetched within ${timeoutMs} ms`)
}
