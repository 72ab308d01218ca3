import { randomUUID } from 'node:crypto'

const DRAWN_AHEAD = 128
const LENGTH = 36

let drawn = ''
let next = 0

/**
 * A random UUID. Drawn many at a time and cut from one text: Node puts each together of twenty pieces, and the check of the
 * header that carries it would join them for every reply.
 */
export function requestId(): string {
  if (next === drawn.length) {
    drawn = Array.from({ length: DRAWN_AHEAD }, () => randomUUID()).join('')
    next = 0
  }
  next += LENGTH
  return drawn.slice(next - LENGTH, next)
}
