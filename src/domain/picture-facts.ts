export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif'

/** What has been seen of a picture's bytes. */
export interface SeenPicture {
  /** Received so far. */
  readonly bytes: number
  readonly format: PictureFormat | null
  /** In pixels as displayed. */
  readonly width: number | null
  readonly height: number | null
}

/** What became known of a picture that a request named, also when it was refused. */
export interface PictureFacts extends SeenPicture {
  readonly url: string
  readonly durationMs: number
}

export const NOTHING_SEEN: SeenPicture = { bytes: 0, format: null, width: null, height: null }

export function pictureFacts(url: string, seen: SeenPicture = NOTHING_SEEN, durationMs = 0): PictureFacts {
  const { bytes, format, width, height } = seen
  return { url, bytes, format, width, height, durationMs }
}
