import { LRUCache } from 'lru-cache'
import type { MediaStore } from '../media-store.js'

const MAX_BYTES = 64 * 1024 * 1024

/** What an entry costs beside its bytes. */
const ENTRY = 512

/** Pictures in this process, up to a number of bytes; the least recently used go first. */
export function memoryMediaStore(maxBytes = MAX_BYTES): MediaStore {
  const stored = new LRUCache<string, Uint8Array>({
    maxSize: maxBytes,
    sizeCalculation: (bytes) => bytes.length + ENTRY,
  })
  return {
    async put(file, bytes) {
      stored.set(file, bytes)
    },
    async get(file) {
      return stored.get(file)
    },
  }
}
