import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { LRUCache } from 'lru-cache'
import type { StoredPicture } from '../../pictures/pictures.js'

export interface MediaStore {
  put(file: string, picture: StoredPicture): void
  read(file: string): Promise<StoredPicture | undefined>
}

/** What an entry costs beside its bytes. */
const ENTRY = 512

const FILE = /^[a-z0-9][a-z0-9_-]{0,99}\.(jpg|jpeg|png|webp|gif|avif)$/

const contentTypes: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.avif': 'image/avif',
}

/** Stored pictures up to a number of bytes, those not used for longest going first; the seed's stay on disk and never go. */
export function mediaStore(seedFolder: string, maxBytes: number): MediaStore {
  const stored = new LRUCache<string, StoredPicture>({
    maxSize: maxBytes,
    sizeCalculation: ({ bytes }) => bytes.length + ENTRY,
  })
  return {
    put(file, picture) {
      stored.set(file, picture)
    },
    async read(file) {
      // The pattern has neither slash nor leading dot, so that no name leads out of the folder.
      if (!FILE.test(file)) return undefined
      return stored.get(file) ?? readSeed(seedFolder, file)
    },
  }
}

async function readSeed(folder: string, file: string): Promise<StoredPicture | undefined> {
  try {
    return { bytes: await readFile(join(folder, file)), contentType: contentTypes[extname(file)]! }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
