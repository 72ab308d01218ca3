const MAX_CODES = 4096

/**
 * How many pixels the compressed data of a GIF's frame hold, counted up to as many as are asked for. Each code stands
 * for a row of pixels that the codes before it define: their lengths are enough to count by.
 */
export function gifPixels(file: Buffer, data: number, enough: number): number {
  // The length of its first codes stands right before its sub-blocks.
  const minimum = file[data - 1] ?? 0
  if (minimum < 1 || minimum > 11) return 0
  const clear = 1 << minimum
  const lengths = new Uint32Array(MAX_CODES).fill(1, 0, clear)
  let width = minimum + 1
  let next = clear + 2
  let previous = 0
  let pixels = 0
  for (const code of codes(file, data, () => width)) {
    if (code === clear) {
      width = minimum + 1
      next = clear + 2
      previous = 0
      continue
    }
    if (code === clear + 1 || code > next || (code === next && previous === 0)) return pixels
    if (previous > 0 && next < MAX_CODES) {
      lengths[next] = previous + 1
      next += 1
      if (next === 1 << width && width < 12) width += 1
    }
    previous = lengths[code]!
    pixels += previous
    if (pixels >= enough) return pixels
  }
  return pixels
}

/** The codes in a row of sub-blocks, of as many bits as are asked for at that point. */
function* codes(file: Buffer, start: number, width: () => number): Generator<number> {
  let bits = 0
  let count = 0
  for (let at = start, size = file[at]; size; at += 1 + size, size = file[at]) {
    for (const byte of file.subarray(at + 1, at + 1 + size)) {
      bits |= byte << count
      count += 8
      while (count >= width()) {
        const taken = width()
        yield bits & ((1 << taken) - 1)
        bits >>>= taken
        count -= taken
      }
    }
  }
}
