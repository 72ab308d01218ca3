import { GrowingBytes } from './growing-bytes.js'
import type { ImageLibrary } from './image-library.js'
import type { PictureHeader } from './picture-header.js'
import type { HostAnswer } from './picture-host.js'
import { damaged, inspect, judgeSize, tellsItsFormat } from './picture-judge.js'
import { PictureRefusal } from './picture-refusal.js'
import type { PictureFacts } from './pictures.js'

/** A picture that has come whole, of an accepted format and size. */
export interface Downloaded {
  readonly bytes: Uint8Array
  readonly header: PictureHeader
}

/** Takes in an answer's body, judging it by its first bytes on the way, and rejects with the refusal as soon as there is one. */
export async function download(
  answer: HostAnswer,
  facts: PictureFacts,
  maxBytes: number,
  library: ImageLibrary,
): Promise<Downloaded> {
  const { contentEncoding = '', contentLength = 0 } = answer
  if (!/^(identity)?$/i.test(contentEncoding)) {
    throw new PictureRefusal(
      'picture-content-encoding',
      `profilePictureUrl answered with Content-Encoding ${contentEncoding.slice(0, 40)}, which was not asked for`,
    )
  }
  if (contentLength > maxBytes) throw tooLarge(maxBytes)

  const picture = new GrowingBytes(contentLength, maxBytes)
  let header: PictureHeader | undefined
  let lookedAt = -1
  const look = async () => {
    lookedAt = picture.length
    const seen = await inspect(picture.bytes, facts, library)
    if (seen !== undefined) judgeSize(facts)
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

function tooLarge(maxBytes: number): PictureRefusal {
  return new PictureRefusal(
    'picture-too-large',
    `profilePictureUrl is too large: at most ${maxBytes} bytes are accepted`,
  )
}
