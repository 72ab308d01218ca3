import type { MediaStore } from '../store/media-store.js'
import type { AvatarMaker } from './image/avatar.js'
import { checkDimensions, checkFormat, checkStructure, damaged } from './image/image-checks.js'
import type { ReadDimensions } from './image/read-dimensions.js'
import { SIDE } from './image/stored-copy.js'
import { contentName, contentTypeOf } from './media-file.js'
import { PictureError } from './picture-error.js'
import type { ReadStored } from './stored-pictures.js'

export interface ImporterDeps {
  media: MediaStore
  readStored: ReadStored
  readDimensions: ReadDimensions
  makeAvatar: AvatarMaker
}

/** The extensions that stored copies have, by their format. */
const stored: Record<string, string> = { jpeg: 'jpg', webp: 'webp' }

/** Takes in pictures that come with a state or a seed. */
export function pictureImporter({ media, readStored, readDimensions, makeAvatar }: ImporterDeps) {
  /** What is known of a picture once it has passed every check, and the copy that would be kept of it. */
  async function checked(bytes: Uint8Array, signal: AbortSignal) {
    const format = checkFormat(bytes)
    const dimensions = await readDimensions(bytes, format, signal)
    if (dimensions === undefined) throw damaged()
    checkDimensions(dimensions)
    checkStructure(bytes, format)
    return { format, dimensions, avatar: await makeAvatar(bytes, format, dimensions, signal) }
  }

  /**
   * Stores a picture and gives its path. It keeps its name if the bytes are those of that name already, or if the name is
   * made from them: names are shared by all sandboxes, and nobody may give another's name to other bytes. Else it gets a
   * copy of its own, as a download does.
   */
  async function importFile(file: string, bytes: Uint8Array, signal: AbortSignal): Promise<string> {
    const present = await readStored(file)
    if (present !== undefined && Buffer.from(present.bytes).equals(bytes)) return `/media/${file}`
    const { format, dimensions, avatar } = await checked(bytes, signal)
    const isCopy = dimensions.width <= SIDE && contentName(bytes, stored[format] ?? '') === file
    const kept = isCopy ? { file, bytes } : avatar
    await media.put(kept.file, kept.bytes)
    return `/media/${kept.file}`
  }

  async function check(file: string, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    const { format } = await checked(bytes, signal)
    if (contentTypeOf(file) === `image/${format}`) return
    throw new PictureError(
      'picture-not-an-image',
      `profilePictureUrl has a name that does not fit: it is ${format.toUpperCase()}`,
    )
  }

  return { importFile, check }
}
