import { NOTHING_SEEN, type PictureFormat, type SeenPicture } from '../domain/picture-facts.js'
import { BodyBuffer } from './body-buffer.js'
import type { ImageHeader } from './image/header/image-header.js'
import { checkDimensions, checkFormat, damaged } from './image/image-checks.js'
import { MAGIC_BYTES } from './image/image-format.js'
import type { ReadDimensions } from './image/read-dimensions.js'
import { PictureError } from './picture-error.js'
import type { PictureResponse } from './source/picture-source.js'

/** What a picture's first bytes tell, or all of them. */
interface Header {
  readonly format: PictureFormat
  /** undefined: these bytes do not tell yet. */
  readonly dimensions: ImageHeader | undefined
}

/** A picture that has come whole, of an accepted format and size. */
export interface Downloaded {
  readonly bytes: Uint8Array
  readonly format: PictureFormat
  readonly dimensions: ImageHeader
}

export interface DownloadProgress {
  readonly seen: SeenPicture
  /** With the last of them. */
  readonly picture?: Downloaded
}

/**
 * Receives a response's body, and yields what has been seen of the picture as it comes in. Throws a PictureError as soon
 * as what has come is enough to refuse it.
 */
export async function* download(
  { contentEncoding = '', contentLength = 0, body }: PictureResponse,
  maxBytes: number,
  readDimensions: ReadDimensions,
  signal: AbortSignal,
): AsyncGenerator<DownloadProgress> {
  checkEncoding(contentEncoding)
  if (contentLength > maxBytes) throw tooLarge(maxBytes)

  const received = new BodyBuffer(contentLength, maxBytes)
  let header: Header | undefined
  let lookedAt = -1
  for await (const piece of body) {
    const length = received.length + piece.length
    yield { seen: seenOf(length, header) }
    if (length > maxBytes) throw tooLarge(maxBytes)
    received.append(piece)
    // Looking at growing sizes costs no more than reading the whole file twice, however small the pieces are.
    if (header?.dimensions === undefined && length >= Math.max(MAGIC_BYTES, 2 * lookedAt)) {
      lookedAt = length
      header = yield* readHeader(received.bytes, readDimensions, signal)
    }
  }
  // What decides is all of it: further on a file may take back what its first bytes have said.
  if (received.length > lookedAt) header = yield* readHeader(received.bytes, readDimensions, signal)
  if (header?.dimensions === undefined) throw damaged()
  const { format, dimensions } = header
  yield { seen: seenOf(received.length, header), picture: { bytes: received.bytes, format, dimensions } }
}

async function* readHeader(
  bytes: Uint8Array,
  readDimensions: ReadDimensions,
  signal: AbortSignal,
): AsyncGenerator<DownloadProgress, Header> {
  const format = checkFormat(bytes)
  const dimensions = await readDimensions(bytes, format, signal)
  const header = { format, dimensions }
  yield { seen: seenOf(bytes.length, header) }
  if (dimensions !== undefined) checkDimensions(dimensions)
  return header
}

function seenOf(bytes: number, header: Header | undefined): SeenPicture {
  if (header === undefined) return { ...NOTHING_SEEN, bytes }
  const { format, dimensions: { width = null, height = null } = {} } = header
  return { bytes, format, width, height }
}

function checkEncoding(encoding: string): void {
  if (/^(identity)?$/i.test(encoding)) return
  throw new PictureError(
    'picture-content-encoding',
    `profilePictureUrl answered with Content-Encoding ${encoding.slice(0, 40)}, which was not asked for`,
  )
}

function tooLarge(maxBytes: number): PictureError {
  return new PictureError('picture-too-large', `profilePictureUrl is too large: at most ${maxBytes} bytes are accepted`)
}
