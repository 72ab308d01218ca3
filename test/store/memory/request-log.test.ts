import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { LoggedRequest } from '../../../src/domain/logged-request.js'
import { RequestLog } from '../../../src/store/memory/request-log.js'
import { anyCharacter } from '../../properties/any-character.js'
import { check } from '../../properties/check.js'

const MAX_ENTRIES = 1_000
const MAX_BYTES = 1024 * 1024

/** Of any length up to larger than all of the log, and of characters of one to four bytes. */
const anyText = fc.oneof(
  { weight: 20, arbitrary: fc.string({ unit: anyCharacter, maxLength: 40 }) },
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom('x', 'é', '漢', '👗'), fc.nat(4_000)).map(([c, n]) => c.repeat(n)) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('x', 'é', '漢'), fc.nat(500_000)).map(([c, n]) => c.repeat(n)) },
)
const anyProfile = fc.record({
  name: anyText,
  username: fc.constant(undefined),
  bio: fc.option(anyText, { nil: undefined }),
  profilePictureUrl: fc.option(fc.webUrl(), { nil: undefined }),
  updatedAt: fc.nat(),
  nameChangedAt: fc.option(fc.nat()),
  warmupStartedAt: fc.option(fc.nat()),
})
const anyChange = fc.record(
  { platform: fc.constant('tiktok' as const), before: anyProfile, after: anyProfile },
  { noNullPrototype: true },
)
const fields = {
  id: fc.uuid(),
  receivedAt: fc.nat(),
  sandboxTime: fc.nat(),
  method: fc.constantFrom('PATCH', 'GET'),
  path: fc.webPath(),
  headers: anyText,
  change: fc.option(anyChange),
  accountId: fc.option(fc.string({ unit: anyCharacter })),
  requestBody: fc.option(anyText),
  status: fc.option(fc.constantFrom(200, 429)),
  responseBody: fc.option(anyText),
  durationMs: fc.nat(6_000_000).map((hundredths) => hundredths / 100),
  rule: fc.constantFrom(null, 'account-not-found' as const),
  verified: fc.constantFrom(null, { outcome: 'same', on: 'a', at: '2024-04-21T10:00:00Z', detail: '' } as const),
  why: fc.string({ unit: anyCharacter }),
  fault: fc.constant(null),
  ignoredFields: fc.array(fc.string()),
  picture: fc.constant(null),
}
const anyEntry: fc.Arbitrary<LoggedRequest> = fc.record(fields, { noNullPrototype: true })
/** An entry, or null for emptying the log. */
const anyHistory = fc.array(fc.option(anyEntry, { freq: 50 }), { maxLength: 200, size: 'max' })

const bytesOf = ({ path, headers, requestBody, responseBody, change }: LoggedRequest) => {
  const profiles = change === null ? [] : [change.before, change.after]
  const shown = profiles.flatMap(({ name, bio, profilePictureUrl }) => [name, bio, profilePictureUrl])
  return Buffer.byteLength([path, headers, requestBody, responseBody, ...shown].map((text) => text ?? '').join(''))
}

/** What the bounds leave of all entries, the newest whatever its size. */
function newest(entries: readonly LoggedRequest[]): LoggedRequest[] {
  let first = Math.max(0, entries.length - 1)
  let bytes = entries.slice(first).reduce((sum, entry) => sum + bytesOf(entry), 0)
  while (first > 0 && entries.length - first < MAX_ENTRIES && bytes + bytesOf(entries[first - 1]!) <= MAX_BYTES) {
    first -= 1
    bytes += bytesOf(entries[first]!)
  }
  return entries.slice(first)
}

const ALL = { limit: Number.POSITIVE_INFINITY, matches: () => true }

t.test('the log gives back the newest entries as they came, whatever their sizes', async (t) => {
  await check(
    t,
    60,
    fc.property(anyHistory, (history) => {
      const log = new RequestLog()
      let added: LoggedRequest[] = []
      for (const [index, entry] of history.entries()) {
        if (entry === null) {
          log.clear()
          added = []
          continue
        }
        log.add(entry, index)
        added.push(entry)
      }
      const kept = newest(added)
      assert.deepEqual(log.list(ALL), kept)
      assert.equal(log.dropped, added.length - kept.length)
      assert.deepEqual(
        log.list({ ...ALL, matches: ({ status, accountId }) => status === 429 && accountId === '' }),
        kept.filter(({ status, accountId }) => status === 429 && accountId === ''),
      )
      assert.deepEqual(log.list({ ...ALL, limit: 3 }), kept.slice(-3))
      assert.deepEqual(
        log.since(history.length - 2).map(({ request }) => request),
        kept.slice(kept.length - (history.at(-1) === null ? 0 : 1)),
      )
    }),
  )
})
