import t from 'tap'
import { CASES } from '../../src/conformance/cases/all-cases.js'
import { startServer } from '../helper.js'
import { MUTANTS } from './mutants.js'
import { tryMutant } from './try-mutant.js'

t.test('every rule that has a case has a stand-in that breaks it', async (t) => {
  const broken = new Set(MUTANTS.map(({ rule }) => rule))
  for (const { rule } of CASES) t.ok(broken.has(rule), rule)
})

/** Without waiting for anything; `npm run conformance:mutants` tries all of them, each by the whole suite. */
const FAST = ['account-not-found', 'bio-invalid', 'tiktok-name-cooldown', 'no-retry-after', 'account-warmup']

t.test('a stand-in that breaks a rule is caught by that rule alone', async (t) => {
  const { url } = await startServer(t)
  const args = FAST.flatMap((rule) => ['--only', rule])
  for (const mutant of MUTANTS.filter(({ rule }) => FAST.includes(rule))) {
    const { caught, code } = await tryMutant(url, mutant, args)
    t.strictSame(caught, [mutant.rule], `${mutant.rule} ${mutant.what}`)
    t.equal(code, 1)
  }
})
