/** A picture as it is kept and served. */
export interface StoredPicture {
  readonly bytes: Uint8Array
  readonly contentType: string
}

/**
 * The pictures that sandboxes have stored, by file name. A name is made from the picture's bytes, so that sandboxes share
 * what is the same and nothing is ever written over.
 */
export interface MediaStore {
  put(file: string, picture: StoredPicture): Promise<void>
  /** undefined: never stored, or it had to make room for others. */
  get(file: string): Promise<StoredPicture | undefined>
}
