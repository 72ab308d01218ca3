/** By the byte order mark at the start: editors and shells on Windows write it, some of them UTF-16 with it. */
const MARKED: readonly { readonly encoding: string; readonly mark: readonly number[] }[] = [
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
]

/** The text of a file, without its byte order mark: UTF-8, unless the mark says UTF-16. Throws TypeError for what is neither. */
export function decodeText(bytes: Uint8Array): string {
  const marked = MARKED.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte))
  return new TextDecoder(marked?.encoding ?? 'utf-8', { fatal: true }).decode(bytes)
}
