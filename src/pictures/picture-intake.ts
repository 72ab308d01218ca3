import type { LimitFunction } from 'p-limit'
import type { AvatarMaker } from './avatar.js'
import { download } from './download.js'
import type { ImageLibrary } from './image-library.js'
import type { MediaStore } from './media-store.js'
import { ownMediaFile, storedMediaFile } from './own-media.js'
import type { HostAnswer, PictureHost } from './picture-host.js'
import { damaged, inspect } from './picture-judge.js'
import type { PictureFacts, PictureRequest } from './pictures.js'
import { PICTURES_TEST } from './pictures-test-host.js'
import { answered, MAX_REDIRECTS, redirectOf, tooManyRedirects } from './redirects.js'
import { isWhole } from './whole-file.js'

export interface IntakeParts {
  network: PictureHost
  picturesTest: PictureHost
  store: MediaStore
  library: ImageLibrary
  makeAvatar: AvatarMaker
  /** Held from a body's first byte until its picture is decoded, so that bodies do not pile up before the decoder. */
  bodies: LimitFunction
  maxBytes: number
}

/** One picture from its URL to its stored path. Every hop passes through the same checks, wherever it leads. */
export function pictureIntake(parts: IntakeParts) {
  const { network, picturesTest, store, library, makeAvatar, bodies, maxBytes } = parts

  async function take(request: PictureRequest, signal: AbortSignal): Promise<string> {
    const { ownBase, facts } = request
    let url = new URL(request.url)
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      signal.throwIfAborted()
      const own = ownMediaFile(url, ownBase)
      if (own !== undefined) return sentBack(own, facts)
      const stored = storedMediaFile(url)
      if (stored !== undefined && (await store.read(stored)) !== undefined) return sentBack(stored, facts)
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
  async function sentBack(file: string, facts: PictureFacts): Promise<string> {
    const picture = await store.read(file)
    if (picture === undefined) throw answered(404)
    facts.bytes = picture.bytes.length
    await inspect(picture.bytes, facts, library)
    return `/media/${file}`
  }

  async function receive(answer: HostAnswer, facts: PictureFacts, signal: AbortSignal): Promise<string> {
    signal.throwIfAborted()
    const downloaded = await download(answer, facts, maxBytes, library)
    if (!isWhole(downloaded.bytes, facts.format!)) throw damaged()
    const { file, ...picture } = await makeAvatar(downloaded, signal)
    signal.throwIfAborted()
    store.put(file, picture)
    return `/media/${file}`
  }

  return take
}
