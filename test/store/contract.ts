import type { Test } from 'tap'
import type { Account, AccountTemplate } from '../../src/domain/account.js'
import { REAL_CLOCK } from '../../src/domain/clock.js'
import type { Fault } from '../../src/domain/fault.js'
import { LOG_ENTRY_LIMIT } from '../../src/domain/limits.js'
import { ChangeText, type LoggedRequest } from '../../src/domain/logged-request.js'
import type { NewState, SandboxEvent, SandboxRegistry, SandboxStore } from '../../src/store/store.js'
import { keptText } from '../../src/v1/kept-text.js'
import { profileWriter } from '../../src/v1/profile-view.js'

/** What a sandbox of these tests starts from. */
export const INITIAL: NewState = {
  seedHash: 'seed',
  clock: REAL_CLOCK,
  loadedAt: 1_000,
  overSeed: true,
  ownAccounts: 0,
  accounts: new Map(),
  faults: [],
}

/** A registry of the store under test, whose sandboxes start from INITIAL; it ends with the test. */
export type OpenRegistry = (t: Test) => Promise<SandboxRegistry>

const profile = { name: 'A', username: undefined, bio: undefined, profilePictureUrl: undefined, warmupStartedAt: null }
const account = (accountId: string, name = 'A'): Account => ({
  resolved: true,
  accountId,
  phoneId: undefined,
  createdAt: undefined,
  loadedAt: 1_000,
  profiles: { tiktok: { ...profile, name, updatedAt: 5, nameChangedAt: 4 }, instagram: undefined },
})
const template = (accountId: string): AccountTemplate => ({
  resolved: false,
  accountId,
  phoneId: undefined,
  createdAt: undefined,
  profiles: { tiktok: undefined, instagram: { ...profile, updatedAt: { ago: 5 }, nameChangedAt: null } },
})
const FAULT: Fault = { id: 'flt_1', kind: 'disconnect', when: 'before', times: 3 }

let count = 0
const logged = (more: Partial<LoggedRequest> = {}): LoggedRequest => ({
  id: `id-${++count}`,
  receivedAt: 1,
  sandboxTime: 2,
  method: 'PATCH',
  path: '/v1/accounts/a/profile?x=1',
  headers: '{"host":"127.0.0.1"}',
  accountId: 'a',
  change: null,
  requestBody: '{"platform":"tiktok"}',
  status: 200,
  responseBody: '{"success":true}',
  durationMs: 1.5,
  rule: null,
  verified: null,
  why: 'Every check passed.',
  fault: null,
  ignoredFields: [],
  picture: null,
  ...more,
})
const ALL_ACCOUNTS = Number.POSITIVE_INFINITY
const ALL = { limit: LOG_ENTRY_LIMIT, matches: () => true }

/** What is undefined is as good as left out: a shared store keeps JSON. */
const present = (value: unknown) => JSON.parse(JSON.stringify(value))

/** The suite that every store passes. */
export function storeContract(t: Test, openRegistry: OpenRegistry): void {
  const store = async (t: Test, key = 'sk_test_a'): Promise<SandboxStore> => (await openRegistry(t)).open(key).store
  const record = (one: SandboxStore, request: LoggedRequest) =>
    one.update(null, () => ({ outcome: undefined, request }))

  t.test('a key opens its sandbox once, and each has its own', async (t) => {
    const registry = await openRegistry(t)
    const first = registry.open('sk_test_a')
    await first.store.update('a', () => ({ outcome: undefined, account: account('a') }))
    t.equal(first.opened, true)
    const again = registry.open('sk_test_a')
    t.strictSame(present((await again.store.read('a')).account), present(account('a')))
    t.equal(again.opened, false)
    const other = registry.open('sk_test_b')
    t.equal((await other.store.read('a')).account, undefined)
    t.equal(other.opened, true)
    t.match(first.keyHash, /^[0-9a-f]{8}$/)
    t.equal(first.keyHash, again.keyHash)
    for (const open of [first, again, other]) open.close()
  })

  t.test('a step sees what stands, and what it writes stands after it', async (t) => {
    const one = await store(t)
    const before = await one.read('a')
    t.match(before, { head: { loadedAt: 1_000, overSeed: true, ownAccounts: 0, clock: REAL_CLOCK }, faults: [] })
    t.equal(before.account, undefined)
    const clock = { mode: 'frozen', setTo: 7, setAt: 8 } as const
    const outcome = await one.update('a', (current) => {
      t.strictSame(current, before)
      return {
        outcome: 'done',
        account: account('a'),
        head: { ...current.head, clock, ownAccounts: 1 },
        faults: [FAULT],
      }
    })
    t.equal(outcome, 'done')
    const after = await one.read('a')
    const head = { ...before.head, clock, ownAccounts: 1 }
    t.strictSame(present(after), present({ head, faults: [FAULT], account: account('a') }))
    t.equal((await one.read(null)).account, undefined)
  })

  t.test('a step that throws writes nothing, and its error comes through', async (t) => {
    const one = await store(t)
    const broken = one.update('a', () => {
      throw new Error('refused')
    })
    await t.rejects(broken, { message: 'refused' })
    t.equal((await one.read('a')).account, undefined)
  })

  t.test('accounts are stored, deleted and forgotten', async (t) => {
    const one = await store(t)
    await one.update('a', () => ({ outcome: undefined, account: account('a') }))
    await one.update('b', () => ({ outcome: undefined, account: null }))
    await one.update('c', () => ({ outcome: undefined, account: account('c') }))
    await one.update('c', () => ({ outcome: undefined, account: 'forget' }))
    t.equal((await one.read('b')).account, null)
    t.equal((await one.read('c')).account, undefined)
    const all = await one.list('', ALL_ACCOUNTS)
    t.strictSame(
      present([...all.accounts].sort()),
      present([
        ['a', account('a')],
        ['b', null],
      ]),
    )
    t.strictSame([...(await one.list('a', 100)).accounts.keys()], ['b'])
  })

  t.test('a page of accounts reaches as far as so many that are not deleted', async (t) => {
    const one = await store(t)
    for (const id of ['B', 'a', '_', 'b', '10', '9']) {
      await one.update(id, () => ({ outcome: undefined, account: id === 'B' ? null : account(id) }))
    }
    const page = await one.list('10', 2)
    const ids = [...page.accounts.keys()].sort()
    t.strictSame(ids.slice(0, 3), ['9', 'B', '_'])
    t.strictSame([...(await one.list('_', 100)).accounts.keys()].sort(), ['a', 'b'])
  })

  t.test('of many concurrent steps each sees the one before it', async (t) => {
    const one = await store(t)
    const steps = Array.from({ length: 100 }, () =>
      one.update('a', ({ account: current }) => {
        const counted = current?.resolved ? Number(current.profiles.tiktok!.name) : 0
        return { outcome: counted, account: account('a', String(counted + 1)) }
      }),
    )
    t.strictSame(
      (await Promise.all(steps)).sort((a, b) => a - b),
      [...Array(100).keys()],
    )
  })

  t.test('a whole state takes the place of the one that was', async (t) => {
    const one = await store(t)
    await one.update('a', () => ({
      outcome: undefined,
      account: account('a'),
      request: logged({ rule: 'body-malformed' }),
    }))
    const { generation } = (await one.read(null)).head
    const clock = { mode: 'running', setTo: 3, setAt: 4 } as const
    const over = { loadedAt: 3, overSeed: false, ownAccounts: 1 }
    const accounts = new Map([['z', template('z')]])
    await one.replace({ ...INITIAL, seedHash: 'another', clock, ...over, accounts, faults: [FAULT] })
    const { head, faults } = await one.read('a')
    t.match(head, { seedHash: 'another', clock, ...over })
    t.not(head.generation, generation)
    t.strictSame(faults, [FAULT])
    t.strictSame(present([...(await one.list('', ALL_ACCOUNTS)).accounts]), present([...accounts]))
    t.strictSame(await one.requests.list(ALL), { requests: [], dropped: 0 })
    t.equal((await one.requests.hits()).size, 0)
  })

  t.test('calls are kept as they were, newest last, with the hits of their rules', async (t) => {
    const one = await store(t)
    const fault = { ...FAULT, when: 'after' } as const
    const picture = { url: 'https://x', bytes: 1, format: 'png', width: 1, height: 2, durationMs: 0.5 } as const
    const { tiktok: before } = account('a').profiles
    const change = { platform: 'tiktok', before: before!, after: { ...before!, name: 'B', bio: '👗' } } as const
    const entries = [
      logged({ change, headers: '{}' }),
      logged({ rule: 'body-malformed', requestBody: '"{"', status: 400 }),
      logged({ status: null, responseBody: null, accountId: null, requestBody: null, fault, ignoredFields: ['x'] }),
      logged({ rule: 'picture-not-square', picture, why: 'Because of 👗.' }),
      logged({ requestBody: keptText(JSON.stringify('👗'.repeat(4_000))) }),
      logged({ change, responseBody: new ChangeText(profileWriter('http://127.0.0.1'), 'a', change, 1) }),
      logged({ rule: 'body-malformed' }),
    ]
    for (const entry of entries) await record(one, entry)
    t.strictSame(present(await one.requests.list(ALL)), present({ requests: entries, dropped: 0 }))
    t.strictSame((await one.requests.list({ ...ALL, limit: 2 })).requests.at(-1), entries.at(-1))
    const malformed = await one.requests.list({ limit: 1, matches: ({ rule }) => rule === 'body-malformed' })
    t.strictSame(malformed.requests, [entries.at(-1)])
    t.strictSame(
      await one.requests.hits(),
      new Map([
        ['body-malformed', 2],
        ['picture-not-square', 1],
      ]),
    )
    await one.requests.clear()
    t.strictSame(await one.requests.list(ALL), { requests: [], dropped: 0 })
    t.equal((await one.requests.hits()).size, 0)
  })

  t.test('the log is bounded by count and by bytes', async (t) => {
    const one = await store(t)
    const entries = Array.from({ length: LOG_ENTRY_LIMIT + 3 }, () => logged())
    for (const entry of entries) await record(one, entry)
    const { requests, dropped } = await one.requests.list(ALL)
    t.equal(dropped, 3)
    t.strictSame(requests, entries.slice(3))
    const large = logged({ requestBody: JSON.stringify('x'.repeat(2 * 1024 * 1024)) })
    await record(one, large)
    t.strictSame(await one.requests.list(ALL), { requests: [large], dropped: LOG_ENTRY_LIMIT + 3 })
  })

  t.test('followers are told of everything in order', async (t) => {
    const one = await store(t)
    const events: SandboxEvent[] = []
    const stop = await one.events.follow(null, (event) => events.push(event))
    const entry = logged()
    const event = { event: 'account', render: () => '{"a":\n1}' } as const
    await one.update('a', () => ({ outcome: undefined, account: account('a'), request: entry, event }))
    await one.replace(INITIAL)
    await until(() => events.length === 3)
    t.strictSame(
      events.map(({ event }) => event),
      ['account', 'request', 'reset'],
    )
    t.equal(events[0]!.data, '{"a": 1}')
    t.equal(JSON.parse(events[1]!.data).id, entry.id)
    t.equal(new Set(events.map(({ id }) => id)).size, 3)
    stop()
    await record(one, logged())
    t.equal(events.length, 3)
  })

  t.test('who comes at the moment the last one goes is told of all that follows', async (t) => {
    const one = await store(t)
    const heard: SandboxEvent[] = []
    for (let time = 1; time <= 20; time++) {
      const stop = await one.events.follow(null, () => {})
      stop()
      const end = await one.events.follow(null, (event) => heard.push(event))
      await record(one, logged())
      await until(() => heard.length === time)
      end()
    }
    t.equal(heard.length, 20)
  })

  t.test('who comes back is told of the requests since, and of none twice', async (t) => {
    const one = await store(t)
    const seen: SandboxEvent[] = []
    const stop = await one.events.follow(null, (event) => seen.push(event))
    const entries = [logged(), logged(), logged()]
    await record(one, entries[0]!)
    await until(() => seen.length === 1)
    stop()
    await record(one, entries[1]!)
    const later: SandboxEvent[] = []
    const end = await one.events.follow(seen[0]!.id, (event) => later.push(event))
    await record(one, entries[2]!)
    await until(() => later.length === 2)
    t.strictSame(
      later.map(({ data }) => JSON.parse(data).id),
      entries.slice(1).map(({ id }) => id),
    )
    end()
    const all: SandboxEvent[] = []
    const last = await one.events.follow('of-another-sandbox', (event) => all.push(event))
    await until(() => all.length === 3)
    t.equal(all.length, 3, 'an id that is not known stands before all')
    last()
  })
}

/** Waits until that is so, as a shared store tells of events a little later. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}
