import type { LookupFunction } from 'node:net'
import type { PictureFacts } from '../domain/picture-facts.js'
import type { MediaStore } from '../store/media-store.js'
import type { ImageLibrary } from './image/image-library.js'

export interface PictureSettings {
  allowPrivateUrls: boolean
  maxBytes: number
  /** All that a picture's host may take: to resolve, connect, redirect and send. */
  timeoutMs: number
  /** Whether the process is ours, so that sharp's settings, which hold for all of it, are ours to make. */
  ownsProcess: boolean
}

/** One of the seed's own pictures by its file name, which fits FILE_NAME. */
export type ReadSeedPicture = (file: string) => Promise<Uint8Array | undefined>

export interface PictureDeps {
  media: MediaStore
  readSeedPicture: ReadSeedPicture
  /** In bytes, what the system would still give this process. */
  memoryLeft: () => number
  /** What resolves the hosts of pictures; the system's by default. */
  lookup?: LookupFunction | undefined
  /** What decodes them; sharp by default. */
  imageLibrary?: ImageLibrary | undefined
}

export interface PictureRequest {
  /** An absolute http(s) URL. */
  url: string
  /**
   * This server's base as its client sees it, without a slash at the end, e.g. `http://127.0.0.1:4010`. What lies under
   * its `/media/` is found in-process.
   */
  ownBase: string
  /** Aborted when the client has gone. */
  signal: AbortSignal
}

export interface IngestedPicture {
  /** Of the stored copy: `/media/<file>`. */
  readonly path: string
  readonly facts: PictureFacts
}

/** A picture as it is served. */
export interface StoredPicture {
  readonly bytes: Uint8Array
  readonly contentType: string
}

export interface Pictures {
  /**
   * Fetches and checks a picture and stores a copy of it. Rejects with a PictureError, or with a PictureAbortedError as
   * soon as the signal is aborted; both carry what is known of the picture by then.
   */
  ingest(request: PictureRequest): Promise<IngestedPicture>
  /**
   * Checks and stores a picture that somebody has under this file name, and resolves to the path under which it stands.
   * That is the same name if it is free for just these bytes; anything else gets a name and a copy of its own. Rejects
   * as `ingest` does.
   */
  importFile(file: string, bytes: Uint8Array, signal: AbortSignal): Promise<string>
  /** Checks a picture that is to be served under this file name as it is. Rejects as `ingest` does. */
  check(file: string, bytes: Uint8Array, signal: AbortSignal): Promise<void>
  /** A stored picture or one of the seed's, by its file name. */
  read(file: string): Promise<StoredPicture | undefined>
  /** Ends what is under way; afterwards no socket, timer or decoding is left. */
  close(): Promise<void>
}
