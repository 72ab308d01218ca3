import { BodyBuffer } from './body-buffer.js'
import { checkDimensions, damaged, inspect, tellsItsFormat } from './image/image-checks.js'
import type { ImageLibrary } from './image/image-library.js'
import type { Dimensions } from './image/read-dimensions.js'
import { PictureError } from './picture-error.js'
import type { PictureFacts } from './pictures.js'
import type { PictureResponse } from './source/picture-source.js'

/** A picture that has come whole, of an accepted format and size. */
export interface Downloaded {
  readonly bytes: Uint8Array
  readonly header: Dimensions
}

/** Takes in an answer's body, judging it by its first bytes on the way, and rejects with the refusal as soon as there is one. */
export async function download(
  answer: PictureResponse,
  facts: PictureFacts,
  maxBytes: number,
  library: ImageLibrary,
): Promise<Downloaded> {
  const { contentEncoding = '', contentLength = 0 } = answer
  if (!/^(identity)?$/i.test(contentEncoding)) {
    throw new PictureError(
      'picture-content-encoding',
      `profilePictureUrl answered with Content-Encoding ${contentEncoding.slice(0, 40)}, which was not asked for`,
    )
  }
  if (contentLength > maxBytes) throw tooLarge(maxBytes)

  const picture = new BodyBuffer(contentLength, maxBytes)
  let header: Dimensions | undefined
  let lookedAt = -1
  const look = async () => {
    lookedAt = picture.length
    const seen = await inspect(picture.bytes, facts, library)
    if (seen !== undefined) checkDimensions(facts)
    return seen
  }
  for await (const chunk of answer.body) {
    facts.bytes += chunk.length
    if (facts.bytes > maxBytes) throw tooLarge(maxBytes)
    picture.append(chunk)
    // Looking at growing sizes costs no more than reading the whole file twice, however small the chunks are.
    if (header === undefined && tellsItsFormat(picture.length) && picture.length >= 2 * lookedAt) {
      header = await look()
    }
  }
  // What decides is all of it: further on a file may take back what its first bytes have said.
  if (picture.length > lookedAt) header = await look()
  if (header === undefined) throw damaged()
  return { bytes: picture.bytes, header }
}

function tooLarge(maxBytes: number): PictureError {
  return new PictureError('picture-too-large', `profilePictureUrl is too large: at most ${maxBytes} bytes are accepted`)
}
