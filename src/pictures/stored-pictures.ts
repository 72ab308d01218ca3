import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MediaStore } from '../store/media-store.js'
import { CONTENT_NAME, contentTypeOf, FILE_NAME } from './media-file.js'
import type { StoredPicture } from './types.js'

export type ReadStored = (file: string) => Promise<StoredPicture | undefined>

/** Reads what the sandboxes have stored, and the seed's own pictures, which stay on disk. */
export function storedPictures(media: MediaStore, seedFolder: string): ReadStored {
  return async (file) => {
    if (!FILE_NAME.test(file)) return undefined
    const stored = CONTENT_NAME.test(file) ? await media.get(file) : undefined
    const bytes = stored ?? (await readSeed(seedFolder, file))
    return bytes && { bytes, contentType: contentTypeOf(file) }
  }
}

async function readSeed(folder: string, file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(join(folder, file))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
