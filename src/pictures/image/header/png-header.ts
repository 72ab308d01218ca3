import { pngChunks } from '../structure/png-chunks.js'
import { exifOrientation } from './exif-orientation.js'
import { displayed, type ImageHeader } from './image-header.js'

/** By colour type; a palette is spread out, and may bring transparency with it. */
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 4, 4: 2, 6: 4 }

/** Told by what stands ahead of the first pixels. */
export function pngHeader(file: Buffer): ImageHeader | undefined {
  let orientation = 1
  let size: { width: number; height: number; bytesPerPixel: number } | undefined
  for (const { type, data } of pngChunks(file)) {
    if (type === 'IHDR' && data.length >= 13) {
      const bytes = (CHANNELS[data[9]!] ?? 4) * (data[8] === 16 ? 2 : 1)
      // An interlaced picture is held whole.
      const bytesPerPixel = data[12] === 1 ? Math.max(4.5, 1.5 * bytes) : Math.max(2, 0.6 * bytes)
      size ??= { width: data.readUInt32BE(0), height: data.readUInt32BE(4), bytesPerPixel }
    }
    if (type === 'eXIf') orientation = exifOrientation(data)
    if (type === 'IDAT')
      return size && { ...displayed(size.width, size.height, orientation), bytesPerPixel: size.bytesPerPixel }
  }
  return undefined
}
