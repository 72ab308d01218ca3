import type { PictureFormat } from '../../domain/picture-facts.js'
import { gifBlocks } from './structure/gif-blocks.js'
import { boxesAt } from './structure/iso-boxes.js'
import { pngChunks } from './structure/png-chunks.js'
import { webpChunks } from './structure/webp-chunks.js'

/** How many frames a whole file has by its structure alone: nothing of it is decoded. */
export function countFrames(bytes: Uint8Array, format: PictureFormat): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (format) {
    case 'gif':
      return count(gifBlocks(file), ({ kind }) => kind === 'image')
    case 'webp':
      return count(webpChunks(file), ({ type }) => type === 'ANMF')
    case 'png':
      return count(pngChunks(file), ({ type }) => type === 'fcTL')
    case 'avif':
      return sampleCount(file)
    case 'jpeg':
      return 1
  }
}

function count<T>(items: Iterable<T>, matches: (item: T) => boolean): number {
  let found = 0
  for (const item of items) if (matches(item)) found += 1
  return found
}

/** The most that a track of an AVIF has: its colours are one, its transparency another. */
function sampleCount(file: Buffer): number {
  let most = 1
  for (const sizes of boxesAt(file, 'moov trak mdia minf stbl stsz')) {
    // Version and flags, one size for all, how many.
    if (sizes.length >= 12) most = Math.max(most, sizes.readUInt32BE(8))
  }
  return most
}
