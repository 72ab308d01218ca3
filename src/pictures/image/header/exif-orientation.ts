const ORIENTATION = 0x0112
const SHORT = 3

/** The orientation in EXIF data, from its byte order mark on: 1 to 8, and 1 where it does not say. */
export function exifOrientation(exif: Buffer): number {
  const order = exif.toString('latin1', 0, 4)
  if (order !== 'II*\0' && order !== 'MM\0*') return 1
  const isLittle = order === 'II*\0'
  const uint16 = (at: number) => (isLittle ? exif.readUInt16LE(at) : exif.readUInt16BE(at))
  const start = exif.length < 8 ? exif.length : isLittle ? exif.readUInt32LE(4) : exif.readUInt32BE(4)
  if (start + 2 > exif.length) return 1
  const entries = uint16(start)
  for (let entry = 0, at = start + 2; entry < entries && at + 12 <= exif.length; entry++, at += 12) {
    if (uint16(at) !== ORIENTATION || uint16(at + 2) !== SHORT) continue
    const value = uint16(at + 8)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}
