import type { PictureFormat } from '../../../domain/picture-facts.js'
import { avifProperties } from '../structure/avif-properties.js'
import { pngChunks } from '../structure/png-chunks.js'
import { type ColourSpace, codedColourSpace } from './colour-space.js'
import { type Chromaticities, SRGB_PRIMARIES } from './primaries.js'
import { gammaToLinear, srgbToLinear } from './transfer.js'

/**
 * The colour space that a file states otherwise than by an ICC profile, which is all that sharp heeds. undefined: sRGB,
 * or there is a profile.
 */
export function readColourSpace(file: Buffer, format: PictureFormat): ColourSpace | undefined {
  if (format === 'png') return pngColourSpace(file)
  return format === 'avif' ? avifColourSpace(file) : undefined
}

/** Of several statements the first counts: cICP, iCCP, sRGB, and then gAMA and cHRM, which go together. */
function pngColourSpace(file: Buffer): ColourSpace | undefined {
  const stated = new Map<string, Buffer>()
  for (const { type, data } of pngChunks(file)) {
    if (type === 'IDAT') break
    stated.set(type, data)
  }
  const coded = stated.get('cICP')
  if (coded !== undefined && coded.length >= 4) return codedColourSpace(coded[0]!, coded[1]!)
  if (stated.has('iCCP') || stated.has('sRGB')) return undefined
  const gamma = gammaOf(stated.get('gAMA'))
  const primaries = chromaticitiesOf(stated.get('cHRM'))
  if (gamma === undefined && primaries === undefined) return undefined
  return {
    primaries: primaries ?? SRGB_PRIMARIES,
    toLinear: gamma === undefined ? srgbToLinear : gammaToLinear(1 / gamma),
    isHdr: false,
  }
}

const UNIT = 100_000
/** What is written for sRGB, give or take. */
const isSrgbGamma = (gamma: number) => gamma > 0.45 && gamma < 0.46

function gammaOf(data: Buffer | undefined): number | undefined {
  const gamma = data === undefined || data.length < 4 ? 0 : data.readUInt32BE(0) / UNIT
  return gamma === 0 || isSrgbGamma(gamma) ? undefined : gamma
}

function chromaticitiesOf(data: Buffer | undefined): Chromaticities | undefined {
  if (data === undefined || data.length < 32) return undefined
  const [wx, wy, ...colours] = Array.from({ length: 8 }, (_, index) => data.readUInt32BE(4 * index) / UNIT)
  const stated = [...colours, wx, wy] as unknown as Chromaticities
  const isSrgb = stated.every((value, index) => Math.abs(value - SRGB_PRIMARIES[index]!) < 0.005)
  return isSrgb || stated.some((value) => value === 0) ? undefined : stated
}

/** The first `nclx` among the properties, unless one of them is a profile. */
function avifColourSpace(file: Buffer): ColourSpace | undefined {
  let coded: Buffer | undefined
  for (const { type, data } of avifProperties(file)) {
    if (type !== 'colr') continue
    if (data.toString('latin1', 0, 4) !== 'nclx') return undefined
    coded ??= data
  }
  if (coded === undefined || coded.length < 8) return undefined
  return codedColourSpace(coded.readUInt16BE(4), coded.readUInt16BE(6))
}
