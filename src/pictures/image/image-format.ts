import type { PictureFormat } from '../../domain/picture-facts.js'

/** Bytes that must have come before `formatOf` can be asked, unless the file is shorter. */
export const MAGIC_BYTES = 64

/** The format that a file's first bytes show, whatever its name or type says; undefined for all that is not accepted. */
export function formatOf(head: Uint8Array): PictureFormat | undefined {
  const text = Buffer.from(head.subarray(0, MAGIC_BYTES)).toString('latin1')
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (/^GIF8[79]a/.test(text)) return 'gif'
  if (/^RIFF[\s\S]{4}WEBPVP8[ LX]/.test(text)) return 'webp'
  return /^[\s\S]{4}ftyp/.test(text) && brandsOf(text).some((brand) => brand === 'avif' || brand === 'avis')
    ? 'avif'
    : undefined
}

/** The major brand and the compatible ones; HEIC has the same container and other brands. */
function brandsOf(ftyp: string): string[] {
  const size = Buffer.from(ftyp, 'latin1').readUInt32BE(0)
  return [ftyp.slice(8, 12), ...(ftyp.slice(16, size).match(/[\s\S]{4}/g) ?? [])]
}
