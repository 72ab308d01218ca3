import { type Chromaticities, CODED_PRIMARIES, SRGB_PRIMARIES } from './primaries.js'
import { gammaToLinear, hlgToLinear, pqToLinear, srgbToLinear, type ToLinear } from './transfer.js'

/** How a picture's values are meant, where it is not sRGB. */
export interface ColourSpace {
  readonly primaries: Chromaticities
  readonly toLinear: ToLinear
  /** Whether it goes beyond white, and has to be brought down. */
  readonly isHdr: boolean
}

const PQ = 16
const HLG = 18

/** By their number in ITU-T H.273; those left out are as good as sRGB's, as browsers take them. */
const transfers: Record<number, ToLinear> = {
  4: gammaToLinear(2.2),
  5: gammaToLinear(2.8),
  8: gammaToLinear(1),
  [PQ]: pqToLinear,
  [HLG]: hlgToLinear,
}

/** The colour space of two code points; undefined if that is sRGB, or as good as it. */
export function codedColourSpace(primaries: number, transfer: number): ColourSpace | undefined {
  const known = CODED_PRIMARIES[primaries]
  const toLinear = transfers[transfer]
  if (known === undefined && toLinear === undefined) return undefined
  const isHdr = transfer === PQ || transfer === HLG
  return { primaries: known ?? SRGB_PRIMARIES, toLinear: toLinear ?? srgbToLinear, isHdr }
}
