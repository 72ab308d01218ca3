import { createHash } from 'node:crypto'
import { extname } from 'node:path'

/** The name of a stored picture: a hash of its bytes, and what it is. */
export const CONTENT_NAME = /^[0-9a-f]{32}\.(jpg|webp)$/

const contentTypes: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.avif': 'image/avif',
}

/** The name that a picture's bytes give it. */
export function contentName(bytes: Uint8Array, extension: string): string {
  return `${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}.${extension}`
}

/** The type of a file whose name fits FILE_NAME. */
export function contentTypeOf(file: string): string {
  return contentTypes[extname(file)]!
}
