import t from 'tap'
import { CASES, UNTRIED } from '../../src/conformance/cases/all-cases.js'
import { EVERY_RULE } from '../../src/domain/rules.js'

t.test('every rule has a case, or a reason why it has none', async (t) => {
  for (const { id } of EVERY_RULE) {
    const cases = CASES.filter(({ rule }) => rule === id)
    t.equal(cases.length > 0, UNTRIED[id] === undefined, id)
    t.equal(new Set(cases.map(({ title }) => title)).size, cases.length, `the titles of ${id} differ`)
  }
})

t.test('every case says what it risks, and expects something', async (t) => {
  for (const { rule, title, risk, steps, unchanged } of CASES) {
    t.match(risk, /\w/, `${rule}: ${title}`)
    const expects = steps.some((step) => ('send' in step && step.expect !== undefined) || 'together' in step)
    t.ok(expects || unchanged, `${rule}: ${title}`)
  }
})

t.test('what spends nothing asks for nothing that a target would do', async (t) => {
  for (const { rule, title, spends, steps } of CASES) {
    if (spends !== 'nothing') continue
    for (const step of steps) t.notOk('together' in step, `${rule}: ${title}`)
  }
})
