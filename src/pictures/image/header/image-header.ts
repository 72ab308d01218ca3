export interface Dimensions {
  /** In pixels as displayed, as is the height. */
  readonly width: number
  readonly height: number
}

/** What a picture tells of itself by its first bytes. */
export interface ImageHeader extends Dimensions {
  /** The most memory that decoding it takes, measured and rounded up, for each of its pixels. */
  readonly bytesPerPixel: number
}

/** What a header says as it is stored, turned as its EXIF says. */
export function displayed(width: number, height: number, orientation: number): Dimensions {
  return orientation > 4 ? { width: height, height: width } : { width, height }
}
