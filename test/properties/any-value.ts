import fc from 'fast-check'
import { anyCharacter } from './any-character.js'

/** Texts that have broken parsers before, and any other. */
const awkward = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u2028',
  '👩‍👩‍👧‍👦',
  '__proto__',
  'constructor',
  'a\r\nb',
  '\ufeff',
  '%s %d {}',
]
export const anyText = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(...awkward),
)

const span = fc.dictionary(fc.constantFrom('days', 'hours', 'minutes', 'seconds'), fc.nat(), { maxKeys: 3 })
const time = fc.oneof(
  fc.constantFrom('1000-01-01T00:00:00Z', '1900-01-01T00:00:00Z', '9998-12-31T23:59:59Z', '2024-04-21T10:00:00.000Z'),
  fc.constantFrom('0999-12-31T23:59:59Z', '9999-01-01T00:00:00Z', '2024-02-30T00:00:00Z', '+010000-01-01T00:00:00Z'),
  fc.record({ ago: span }),
  fc.constant(null),
)

const pictureUrl = fc.constantFrom(
  ...['64x64.png', '64x64.jpg', '8x4.gif', 'status/404', 'truncated.jpg', 'redirect-loop', 'disconnect'].map(
    (path) => `https://pictures.test/${path}`,
  ),
  ...['http://127.0.0.1:1/x.png', 'http://[::1]/x.png', 'http://0x7f.1/', 'http://nowhere.invalid/', 'http://xn--/'],
  ...['http://user:password@host/', `http://${'a'.repeat(70)}.${'b'.repeat(300)}/`, '/media/fashion-insider.jpg'],
)

/** Values that fit the fields of these names, or nearly. */
const fields = {
  platform: fc.constantFrom('tiktok', 'instagram', 'instagram', 'TikTok'),
  name: anyText,
  username: anyText,
  bio: anyText,
  profilePictureUrl: pictureUrl,
  updatedAt: time,
  nameChangedAt: time,
  warmupStartedAt: time,
  mode: fc.constantFrom('real', 'running', 'frozen'),
  now: time,
  days: fc.oneof(fc.nat(40_000), fc.constantFrom(-1, 1.5, 1e300)),
  hours: fc.nat(),
  minutes: fc.nat(),
  seconds: fc.nat(),
  // Those that lose or spoil replies, or make the client wait, are armed elsewhere, where somebody expects them to.
  kind: fc.constantFrom('error', 'error', 'disaster'),
  status: fc.oneof(fc.integer({ min: 400, max: 599 }), fc.integer()),
  code: anyText,
  message: anyText,
  times: fc.oneof(fc.constant(null), fc.nat(10_001)),
  accountId: fc.constantFrom('acc_1a2b3c4d5e', 'acc_own', 'a b'),
  id: fc.constantFrom('flt_1', '', 'a b'),
}
type Field = keyof typeof fields

/** An object with some of these fields; one in five also has what it should not. */
function nearly(names: Field[], more: Record<string, fc.Arbitrary<unknown>> = {}): fc.Arbitrary<object> {
  const known = Object.fromEntries(names.map((name) => [name, fields[name]]))
  const record = fc.record({ ...known, ...more }, { requiredKeys: [] })
  const strange = fc.dictionary(fc.oneof(fc.constantFrom(...names, 'unknown'), anyText), fc.jsonValue(), { maxKeys: 2 })
  const spoilt = fc.tuple(record, strange).map(([one, other]) => ({ ...one, ...other }))
  return fc.oneof({ weight: 4, arbitrary: record }, { weight: 1, arbitrary: spoilt })
}

const profile = nearly(['username', 'bio', 'profilePictureUrl', 'updatedAt', 'nameChangedAt', 'warmupStartedAt'], {
  name: anyText,
})
const account = nearly(['accountId'], {
  profiles: fc.record({ instagram: profile, tiktok: profile }, { requiredKeys: [] }),
})
const clock = nearly(['mode', 'now'])
const fault = nearly(['kind', 'status', 'code', 'message', 'times', 'accountId', 'platform', 'id'])

/** What each route takes, or nearly that. */
export const anyUpdate = nearly(['platform', 'name', 'username', 'bio', 'profilePictureUrl'])
export const anyAccount = account
export const anyClock = clock
export const anySpan = nearly(['days', 'hours', 'minutes', 'seconds'])
export const anyFault = fault
export const anyState = nearly([], {
  clock,
  accounts: fc.array(account, { maxLength: 3 }),
  faults: fc.array(fault, { maxLength: 3 }),
})
