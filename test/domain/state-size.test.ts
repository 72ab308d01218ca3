import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { Account } from '../../src/domain/account.js'
import { accountBytes, accountGrowth } from '../../src/domain/state-size.js'
import { check } from '../properties/check.js'

const anyText = fc.constantFrom('', 'a', 'Fashion Insider', 'x'.repeat(100), `${'x'.repeat(100)}👗`)
const anyProfile = fc.record({
  name: anyText,
  username: fc.option(anyText, { nil: undefined }),
  bio: fc.option(anyText, { nil: undefined }),
  profilePictureUrl: fc.option(anyText, { nil: undefined }),
  updatedAt: fc.constant(0),
  nameChangedAt: fc.constant(null),
  warmupStartedAt: fc.constant(null),
})
/** Few, so that two accounts often have one in common. */
const profile = fc.option(fc.constantFrom(...fc.sample(anyProfile, { numRuns: 4, seed: 1 })), { nil: undefined })
const anyAccount: fc.Arbitrary<Account> = fc.record({
  resolved: fc.constant(true as const),
  accountId: fc.constant('acc_1'),
  phoneId: fc.option(anyText, { nil: undefined }),
  createdAt: fc.constant(undefined),
  loadedAt: fc.constant(0),
  profiles: fc.record({ tiktok: profile, instagram: profile }),
})
const anyStored = fc.oneof(
  { weight: 6, arbitrary: anyAccount },
  { arbitrary: fc.constantFrom(null, undefined), weight: 1 },
)

t.test('an account grows by what it takes afterwards less what it took before', (t) =>
  check(
    t,
    1_000,
    fc.property(anyStored, anyStored, (before, after) =>
      assert.equal(accountGrowth(before, after), accountBytes(after) - accountBytes(before)),
    ),
  ),
)
