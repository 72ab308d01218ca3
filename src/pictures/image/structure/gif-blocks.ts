export interface GifBlock {
  readonly kind: 'image' | 'extension' | 'trailer'
  /** Where it begins, with its introducer. */
  readonly at: number
  /** Where the sub-blocks of its data begin. */
  readonly data: number
}

const INTRODUCERS: Record<number, GifBlock['kind']> = { 33: 'extension', 44: 'image', 59: 'trailer' }

/** The blocks behind a GIF's head, as far as they are there. Stray bytes between them are passed over, as browsers do. */
export function* gifBlocks(file: Buffer): Generator<GifBlock> {
  let at = 13 + gifColourTable(file[10])
  while (at < file.length) {
    const kind = INTRODUCERS[file[at]!]
    const data = kind === 'image' ? at + 11 + gifColourTable(file[at + 9]) : at + 2
    if (kind !== undefined) yield { kind, at, data }
    if (kind === 'trailer') return
    at = kind === undefined ? at + 1 : behindSubBlocks(file, data)
  }
}

/** In bytes, by the flags of the screen or of an image. */
export const gifColourTable = (flags = 0) => (flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0)

function behindSubBlocks(file: Buffer, start: number): number {
  let at = start
  while (file[at]) at += 1 + file[at]!
  return at + 1
}
