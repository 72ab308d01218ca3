import { avifCases } from './avif-cases.js'
import type { Case } from './case.js'
import { colourCases } from './colour-cases.js'
import { damageCases } from './damage-cases.js'
import { gifCases } from './gif-cases.js'
import { headerCases } from './header-cases.js'
import { movingCases } from './moving-cases.js'
import { stillCases } from './still-cases.js'

/** Every file of the corpus. */
export const CASES: readonly Case[] = [
  ...stillCases,
  ...gifCases,
  ...movingCases,
  ...avifCases,
  ...colourCases,
  ...damageCases,
  ...headerCases,
]

/** Those that the suite tries: of kinds that differ by little, a few. */
export const SOME_CASES: readonly Case[] = CASES.filter(({ kind }, index) => {
  const every = kind.endsWith('each orientation') || kind === 'AVIF, brands' ? 7 : kind === 'cut files' ? 3 : 1
  return index % every === 0
})
