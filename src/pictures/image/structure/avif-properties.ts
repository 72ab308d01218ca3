import { boxesAt, type IsoBox, isoBoxes } from './iso-boxes.js'

/** What an AVIF says of its pictures, each in a box: sizes, colours, turns. */
export function* avifProperties(file: Buffer): Generator<IsoBox> {
  for (const meta of boxesAt(file, 'meta')) {
    // Version and flags stand before the boxes.
    for (const properties of boxesAt(meta.subarray(4), 'iprp ipco')) yield* isoBoxes(properties)
  }
}
