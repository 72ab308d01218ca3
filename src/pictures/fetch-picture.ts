import type { LimitFunction } from 'p-limit'
import type { MediaStore } from '../store/memory/media-store.js'
import { download } from './download.js'
import type { AvatarMaker } from './image/avatar.js'
import { damaged, inspect } from './image/image-checks.js'
import type { ImageLibrary } from './image/image-library.js'
import { isComplete } from './image/is-complete.js'
import type { PictureFacts, PictureRequest } from './pictures.js'
import { ownMediaFile, storedMediaFile } from './source/own-media.js'
import type { PictureResponse, PictureSource } from './source/picture-source.js'
import { answered, MAX_REDIRECTS, redirectOf, tooManyRedirects } from './source/redirects.js'
import { PICTURES_TEST } from './source/sample-source.js'

export interface FetcherDeps {
  network: PictureSource
  picturesTest: PictureSource
  store: MediaStore
  library: ImageLibrary
  makeAvatar: AvatarMaker
  /** Held from a body's first byte until its picture is decoded, so that bodies do not pile up before the decoder. */
  bodies: LimitFunction
  maxBytes: number
}

/** One picture from its URL to its stored path. Every hop passes through the same checks, wherever it leads. */
export function pictureFetcher(parts: FetcherDeps) {
  const { network, picturesTest, store, library, makeAvatar, bodies, maxBytes } = parts

  async function take(request: PictureRequest, signal: AbortSignal): Promise<string> {
    const { ownBase, facts } = request
    let url = new URL(request.url)
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      signal.throwIfAborted()
      const own = ownMediaFile(url, ownBase)
      if (own !== undefined) return reuseStored(own, facts)
      const stored = storedMediaFile(url)
      if (stored !== undefined && (await store.read(stored)) !== undefined) return reuseStored(stored, facts)
      const host = PICTURES_TEST.test(url.hostname) ? picturesTest : network
      const answer = await host.open(url, signal)
      try {
        const next = redirectOf(answer, url)
        if (next === undefined) return await bodies(() => receive(answer, facts, signal))
        url = next
      } finally {
        await answer.close()
      }
    }
    throw tooManyRedirects()
  }

  /** A stored picture was checked when it came, so that its path is good as it is. */
  async function reuseStored(file: string, facts: PictureFacts): Promise<string> {
    const picture = await store.read(file)
    if (picture === undefined) throw answered(404)
    facts.bytes = picture.bytes.length
    await inspect(picture.bytes, facts, library)
    return `/media/${file}`
  }

  async function receive(answer: PictureResponse, facts: PictureFacts, signal: AbortSignal): Promise<string> {
    signal.throwIfAborted()
    const downloaded = await download(answer, facts, maxBytes, library)
    if (!isComplete(downloaded.bytes, facts.format!)) throw damaged()
    const { file, ...picture } = await makeAvatar(downloaded, signal)
    signal.throwIfAborted()
    store.put(file, picture)
    return `/media/${file}`
  }

  return take
}
