import { NOTHING_SEEN, type SeenPicture } from '../domain/picture-facts.js'
import type { MediaStore } from '../store/media-store.js'
import { type Downloaded, download } from './download.js'
import type { AvatarMaker } from './image/avatar.js'
import { checkFormat, checkStructure } from './image/image-checks.js'
import type { ReadDimensions } from './image/read-dimensions.js'
import type { Limiter } from './limiter.js'
import type { HostClock } from './source/host-clock.js'
import type { PictureResponse, PictureSource } from './source/picture-source.js'
import { hostStatus, MAX_REDIRECTS, redirectOf, tooManyRedirects } from './source/redirects.js'
import { PICTURES_TEST } from './source/sample-source.js'
import { ownMediaFile, storedMediaFile } from './source/stored-url.js'
import type { ReadStored } from './stored-pictures.js'

export interface FetcherDeps {
  network: PictureSource
  picturesTest: PictureSource
  media: MediaStore
  readStored: ReadStored
  readDimensions: ReadDimensions
  makeAvatar: AvatarMaker
  /** In bytes; held from a body's first byte until its picture is decoded, so that bodies do not pile up meanwhile. */
  bodies: Limiter
  maxBytes: number
}

export interface FetchProgress {
  readonly seen: SeenPicture
  /** Of the stored picture, with the last of them. */
  readonly path?: string
}

/** Takes a picture from its URL to its stored path. Every hop passes the same checks, wherever it leads. */
export type FetchPicture = (url: string, ownBase: string, clock: HostClock) => AsyncGenerator<FetchProgress>

export function pictureFetcher(deps: FetcherDeps): FetchPicture {
  const { network, picturesTest, media, readStored, readDimensions, makeAvatar, bodies, maxBytes } = deps

  async function* fetchPicture(start: string, ownBase: string, clock: HostClock): AsyncGenerator<FetchProgress> {
    let url = new URL(start)
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      clock.signal.throwIfAborted()
      const file = await findStored(url, ownBase)
      if (file !== undefined) return yield* reuseStored(file, clock.signal)
      const source = PICTURES_TEST.test(url.hostname) ? picturesTest : network
      const response = await source.open(url, clock)
      try {
        const next = redirectOf(response, url)
        if (next === undefined) return yield* downloadAndStore(response, clock.signal)
        url = next
      } finally {
        await response.close()
      }
    }
    throw tooManyRedirects()
  }

  async function findStored(url: URL, ownBase: string): Promise<string | undefined> {
    const own = ownMediaFile(url, ownBase)
    if (own !== undefined) return own
    const stored = storedMediaFile(url)
    return stored !== undefined && (await readStored(stored)) !== undefined ? stored : undefined
  }

  /** A stored picture was checked when it came, so that its path is good as it is. */
  async function* reuseStored(file: string, signal: AbortSignal): AsyncGenerator<FetchProgress> {
    const picture = await readStored(file)
    if (picture === undefined) throw hostStatus(404)
    const { bytes } = picture
    const format = checkFormat(bytes)
    const { width, height } = (await readDimensions(bytes, format, signal))!
    yield { seen: { bytes: bytes.length, format, width, height }, path: `/media/${file}` }
  }

  async function* downloadAndStore(response: PictureResponse, signal: AbortSignal): AsyncGenerator<FetchProgress> {
    const turn = await bodies.acquire(Math.min(response.contentLength || maxBytes, maxBytes), signal)
    try {
      let seen = NOTHING_SEEN
      let picture: Downloaded | undefined
      for await ({ seen, picture } of download(response, maxBytes, readDimensions, signal)) yield { seen }
      const { bytes, format, dimensions } = picture!
      turn.shrink(bytes.length)
      checkStructure(bytes, format)
      const avatar = await makeAvatar(bytes, format, dimensions, signal)
      signal.throwIfAborted()
      await media.put(avatar.file, avatar.bytes)
      yield { seen, path: `/media/${avatar.file}` }
    } finally {
      turn.release()
    }
  }

  return fetchPicture
}
