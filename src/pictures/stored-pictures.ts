import { FILE_NAME } from '../domain/media-path.js'
import type { MediaStore } from '../store/media-store.js'
import { CONTENT_NAME, contentTypeOf } from './media-file.js'
import type { ReadSeedPicture, StoredPicture } from './types.js'

export type ReadStored = (file: string) => Promise<StoredPicture | undefined>

/** Reads what the sandboxes have stored, and the seed's own pictures. */
export function storedPictures(media: MediaStore, readSeed: ReadSeedPicture): ReadStored {
  return async (file) => {
    if (!FILE_NAME.test(file)) return undefined
    const stored = CONTENT_NAME.test(file) ? await media.get(file) : undefined
    const bytes = stored ?? (await readSeed(file))
    return bytes && { bytes, contentType: contentTypeOf(file) }
  }
}
