import type { ConformanceCase } from '../types.js'
import { NAME_CASES } from './name-cases.js'
import { PICTURE_CASES } from './picture-cases.js'
import { READ_CASES } from './read-cases.js'
import { REPLY_CASES } from './reply-cases.js'
import { REQUEST_CASES } from './request-cases.js'

/** Every case, in the order in which they run within what they spend. */
export const CASES: readonly ConformanceCase[] = [
  ...REQUEST_CASES,
  ...REPLY_CASES,
  ...READ_CASES,
  ...PICTURE_CASES,
  ...NAME_CASES,
]

/** The rules that no case can try from outside, and why. */
export const UNTRIED: Readonly<Partial<Record<string, string>>> = {
  'host-not-allowed': 'which hosts are allowed is a setting of each server',
  'picture-queue-full': 'needs more pictures at once than a check should ask of anybody',
  'sandbox-reset': 'needs a reset of the whole sandbox, which is not the suite’s to throw away',
  'internal-error': 'needs a server that is broken',
}
