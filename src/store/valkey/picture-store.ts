import { LRUCache } from 'lru-cache'
import type { MediaStore } from '../media-store.js'
import type { Link } from './link.js'
import { PUT_PICTURE, USE_PICTURES } from './scripts/pictures.js'
import { runScript } from './scripts/script.js'

/** All pictures of all servers together. */
const MAX_BYTES = 64 * 1024 * 1024
/** How exactly it is known when a picture was last used. */
const USED_EVERY_MS = 10 * 60 * 1000
const REMEMBERED = 10_000

export interface PictureStoreOptions {
  link: Link
  prefix: string
  expiryMs: number
  maxBytes?: number
}

/** Pictures in the store, shared by all sandboxes and servers, up to a number of bytes; the least recently used go first. */
export interface PictureStore extends MediaStore {
  /** Puts off the expiry of pictures that a sandbox still has. */
  keep(files: readonly string[]): Promise<void>
}

export function pictureStore({ link, prefix, expiryMs, maxBytes = MAX_BYTES }: PictureStoreOptions): PictureStore {
  const index = [`${prefix}:{pictures}:used`, `${prefix}:{pictures}:bytes`]
  const nameOf = (file: string) => `${prefix}:picture:${file}`
  const usedLately = new LRUCache<string, true>({ max: REMEMBERED, ttl: USED_EVERY_MS })
  const expiry = String(expiryMs)

  async function keep(files: readonly string[]): Promise<void> {
    if (files.length === 0) return
    await Promise.all([
      ...files.map((file) => link.send(nameOf(file), ['PEXPIRE', nameOf(file), expiry])),
      runScript(link, USE_PICTURES, index, [expiry, ...files]),
    ])
    for (const file of files) usedLately.set(file, true)
  }

  return {
    keep,
    async put(file, bytes) {
      await link.send(nameOf(file), ['SET', nameOf(file), Buffer.from(bytes), 'PX', expiry])
      const args = [expiry, String(maxBytes), file, String(bytes.length)]
      const gone = (await runScript(link, PUT_PICTURE, index, args)) as string[]
      await Promise.all(gone.map((one) => link.send(nameOf(one), ['UNLINK', nameOf(one)])))
      usedLately.set(file, true)
    },
    async get(file) {
      const bytes = (await link.send(nameOf(file), ['GET', nameOf(file)], { binary: true })) as Buffer | null
      if (bytes === null) return undefined
      // Nobody waits for that; what fails is tried again with the next one who asks.
      if (!usedLately.has(file)) keep([file]).catch(() => {})
      return bytes
    },
  }
}
