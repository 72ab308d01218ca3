import type { Pattern } from './pattern.js'

/** A file of the corpus, and what must come of it by how it was made. */
export interface Case {
  /** What it tries; the table has a row for each. */
  readonly kind: string
  readonly name: string
  readonly make: () => Buffer | Promise<Buffer>
  readonly expected: Expected
}

export type Expected =
  /** Stored, with these sides as displayed, and looking like this. */
  | { readonly side: number; readonly look: Pattern }
  /** Refused as not square, with this size in the message. */
  | { readonly size: `${number}x${number}` }
  /** Refused by another rule. */
  | { readonly rule: string }

export const DAMAGED: Expected = { rule: 'picture-not-an-image' }
