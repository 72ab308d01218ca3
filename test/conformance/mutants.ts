import { CASES } from '../../src/conformance/cases/all-cases.js'
import { RULES } from '../../src/domain/rules.js'
import { PROMISE_MUTANTS } from './promise-mutants.js'
import { bodyOf, type Json, jsonOf, type Mutant, replace } from './spoil.js'
import type { Passing } from './stand-in.js'

/** A refusal that is spoiled wherever that rule refuses. */
const of = (rule: string, what: string, change: (passing: Passing) => void): Mutant => ({
  rule,
  what,
  spoil: () => (_asked, passing) => {
    if (passing.headers['x-sandbox-rule'] === rule) change(passing)
  },
})

const editError = (passing: Passing, change: (error: Json) => void) => {
  const body = jsonOf(passing)
  change(body.error)
  replace(passing, body)
}

const tried = RULES.filter(({ id }) => CASES.some(({ rule }) => rule === id))

const statuses = tried.map(({ id, status }) =>
  of(id, `answers ${status === 400 ? 422 : 400}`, (passing) => {
    passing.status = status === 400 ? 422 : 400
  }),
)

const codes = tried.map(({ id }) =>
  of(id, 'has another code', (passing) => editError(passing, (error) => Object.assign(error, { code: 'mutant' }))),
)

/** The rules whose words a case looks at. */
const messages = tried
  .filter(({ id }) => !['route-not-found', 'method-not-allowed'].includes(id))
  .map(({ id }) =>
    of(id, 'says something else', (passing) =>
      editError(passing, (error) => Object.assign(error, { message: 'Mutant' })),
    ),
  )

const dated = ['tiktok-warmup', 'tiktok-name-cooldown', 'instagram-name-cooldown']
const dates = dated.flatMap((rule) => [
  of(rule, 'names an instant an hour later', (passing) =>
    editError(passing, (error) => {
      error.nextAllowedAt = new Date(Date.parse(error.nextAllowedAt) + 3_600_000).toISOString().replace('.000', '')
    }),
  ),
  of(rule, 'names another date', (passing) =>
    editError(passing, (error) => {
      error.message = error.message.replace(/\d{4}-\d\d-\d\d$/, '2001-01-01')
    }),
  ),
])

/** Refuses, and changes the bio all the same. */
const slips = [
  'name-invalid',
  'bio-invalid',
  'username-not-supported',
  'tiktok-name-cooldown',
  'picture-not-square',
].map(
  (rule): Mutant => ({
    rule,
    what: 'lets a change slip through',
    spoil: () => async (asked, passing, ask) => {
      if (passing.headers['x-sandbox-rule'] !== rule) return
      const body = Buffer.from(JSON.stringify({ platform: bodyOf(asked).platform, bio: 'Slipped through' }))
      await ask({ ...asked, body })
    },
  }),
)

const headers = [
  of('method-not-allowed', 'allows other methods', (passing) => {
    passing.headers.allow = 'PUT'
  }),
]

/** Stand-ins that get one thing wrong: every rule that has a case has one at least. */
export const MUTANTS: readonly Mutant[] = [
  ...statuses,
  ...codes,
  ...messages,
  ...dates,
  ...slips,
  ...headers,
  ...PROMISE_MUTANTS,
]
