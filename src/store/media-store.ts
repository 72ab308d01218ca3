/**
 * The pictures that sandboxes have stored, by file name. A name is made from the bytes, so that sandboxes share what is
 * the same, and putting a picture twice changes nothing. Its extension tells the type.
 */
export interface MediaStore {
  put(file: string, bytes: Uint8Array): Promise<void>
  /** undefined: never stored, or it had to make room for others. */
  get(file: string): Promise<Uint8Array | undefined>
}
