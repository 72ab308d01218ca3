import fc from 'fast-check'
import { anyCharacter } from './any-character.js'
import { anyText } from './any-value.js'

const text = anyText.filter((one) => /\S/u.test(one))
const seconds = (year: number) => Date.UTC(year, 0, 1) / 1000
const timeWithin = (first: number, last: number) =>
  fc
    .oneof(fc.integer({ min: first, max: last }), fc.constantFrom(first, last))
    .map((at) => new Date(at * 1000).toISOString().replace('.000Z', 'Z'))
const ago = fc.record({ days: fc.nat(36_525), hours: fc.nat(876_600), seconds: fc.nat() }, { requiredKeys: ['days'] })
const time = fc.oneof(timeWithin(seconds(1000), seconds(9999) - 1), fc.record({ ago }))
const timeOrNull = fc.oneof(time, fc.constant(null))
const id = (most: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9_-]{1,${most}}$`))

const texts = {
  name: text,
  bio: anyText,
  profilePictureUrl: fc.constantFrom('/media/fashion-insider.jpg', '/media/warm-up.jpg', 'https://müller.test/ü?a=1#b'),
  updatedAt: time,
  nameChangedAt: timeOrNull,
  // Derived, and ignored on the way in, whatever it is.
  nextNameChangeAllowed: fc.jsonValue(),
}
const some = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }, ...requiredKeys: (keyof T)[]) =>
  fc.record(fields, { requiredKeys })
const instagram = some({ ...texts, username: text }, 'name')
const tiktok = some({ ...texts, warmupStartedAt: timeOrNull, warmupDay: fc.jsonValue() }, 'name')
const account = fc.record({ accountId: id(128), profiles: some({ instagram, tiktok }) })

const struck = {
  id: id(64),
  accountId: fc.string({ unit: anyCharacter, minLength: 1, maxLength: 128 }),
  platform: fc.constantFrom('tiktok', 'instagram'),
  times: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 10_000 })),
}
const when = fc.constantFrom('before', 'after')
const status = fc.integer({ min: 400, max: 599 })
const fault = fc.oneof(
  some({ ...struck, kind: fc.constant('error'), when, status, code: text, message: text }, 'kind'),
  some({ ...struck, kind: fc.constant('delay'), ms: fc.nat(60_000) }, 'kind', 'ms'),
  some({ ...struck, kind: fc.constantFrom('disconnect', 'truncate'), when }, 'kind'),
)

/** Any state that a sandbox can be put into, its clock standing still. */
export const anyValidState = some(
  {
    clock: fc.record({ mode: fc.constant('frozen'), now: timeWithin(seconds(1900), seconds(9999) - 1) }),
    accounts: fc.uniqueArray(account, { selector: ({ accountId }) => accountId, maxLength: 5 }),
    faults: fc.uniqueArray(fault, { selector: (one) => one.id ?? {}, maxLength: 5 }),
  },
  'clock',
)
