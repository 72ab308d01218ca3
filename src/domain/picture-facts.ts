export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif'

/** What became known of a picture that a request named, also when it was refused. */
export interface PictureFacts {
  readonly url: string
  /** Received. */
  readonly bytes: number
  readonly format: PictureFormat | null
  /** In pixels as displayed. */
  readonly width: number | null
  readonly height: number | null
  readonly durationMs: number
}
