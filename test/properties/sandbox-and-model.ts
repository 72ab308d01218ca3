import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { TestServer } from '../helper.js'
import type { Move } from './any-move.js'
import { ClockModel } from './clock-model.js'
import { type ModelProfile, nextChange, type Platform, rename, timestamp } from './name-model.js'

const ID = 'acc_1a2b3c4d5e'
const DAY = 86_400

/** A sandbox of its own and what it should be: `make` makes a move in both, and `compare` throws where they differ. */
export function sandboxAndModel({ call }: Pick<TestServer, 'call'>, machine: { ms: number }) {
  const key = `sk_test_${randomUUID()}`
  const clock = new ClockModel()
  const now = () => clock.now(machine.ms)
  /** When the seed's account was loaded; null once something has changed it. */
  let loadedAt: number | null = now()
  // The seed's account: its names are free, its warmup is 90 days old.
  const seeded = (at: number) => ({
    tiktok: { name: 'Fashion Insider', changedAt: null, warmupStartedAt: at - 90 * DAY },
    instagram: { name: 'Fashion Insider', changedAt: null, warmupStartedAt: null },
  })
  let profiles: Record<Platform, ModelProfile> = seeded(loadedAt)
  /** A clock that is set back before the moment of loading takes an account with it that nothing has changed. */
  const setClock = (change: Parameters<ClockModel['set']>[1]) => {
    clock.set(machine.ms, change)
    if (loadedAt === null || loadedAt <= now()) return
    loadedAt = now()
    profiles = seeded(loadedAt)
  }

  const control = async (method: string, path: string, body?: unknown) => {
    const reply = await call(method, `/_sandbox${path}`, { key, body })
    if (reply.status >= 300) throw new Error(`${method} ${path} answered ${reply.status} ${reply.text}`)
    return reply.body
  }
  const putAccount = (changed: number | null, warmup: number | null, time: (at: number | null) => unknown) => {
    loadedAt = null
    const named = { name: 'Fashion Insider', changedAt: changed, warmupStartedAt: null }
    profiles = { tiktok: { ...named, warmupStartedAt: warmup }, instagram: named }
    const sent = { name: 'Fashion Insider', nameChangedAt: time(changed) }
    const body = { profiles: { tiktok: { ...sent, warmupStartedAt: time(warmup) }, instagram: sent } }
    return control('PUT', `/accounts/${ID}`, body)
  }

  async function make(move: Move): Promise<void> {
    switch (move.do) {
      case 'update':
        return update(move)
      case 'advance':
        setClock({ now: now() + move.seconds })
        return control('POST', '/clock/advance', { seconds: move.seconds })
      case 'set clock': {
        const { mode, now: at } = move
        setClock({ ...(mode && { mode }), ...(at !== undefined && { now: at }) })
        return control('PUT', '/clock', { mode, now: at && timestamp(at) })
      }
      case 'delete clock':
        setClock({ mode: 'real' })
        return control('DELETE', '/clock')
      case 'machine':
        machine.ms += move.ms
        return
      case 'put account':
        return putAccount(move.changed, move.warmup, (at) => (at === null ? null : timestamp(at)))
      case 'put account, ago': {
        const from = now()
        return putAccount(from - move.changed, from - move.warmup, (at) => ({ ago: { seconds: from - at! } }))
      }
      case 'reset':
        clock.set(machine.ms, { mode: 'real' })
        if (move.now !== undefined) clock.set(machine.ms, { mode: 'frozen', now: move.now })
        loadedAt = now()
        profiles = seeded(loadedAt)
        if (move.now === undefined) return control('DELETE', '')
        return control('PUT', '', { clock: { mode: 'frozen', now: timestamp(move.now) } })
    }
  }

  async function update({ platform, name, bio }: Move & { do: 'update' }): Promise<void> {
    const expected = rename(platform, profiles[platform], name, now())
    const path = `/v1/accounts/${ID}/profile`
    const { status, body } = await call('PATCH', path, { key, body: { platform, name, bio } })
    if (status === 200 && (name !== undefined || bio !== undefined)) loadedAt = null
    const { nextNameChangeAllowed, error } = body
    const { nextAllowedAt } = error ?? {}
    same(
      { status, nextAllowedAt, nextNameChangeAllowed },
      { nextAllowedAt: undefined, nextNameChangeAllowed: undefined, ...expected },
    )
    same(body.name ?? profiles[platform].name, profiles[platform].name)
  }

  async function compare(): Promise<void> {
    same(await control('GET', '/clock'), { mode: clock.mode, now: timestamp(now()) })
    const account = await control('GET', `/accounts/${ID}`)
    for (const platform of ['tiktok', 'instagram'] as const) {
      const { nextNameChangeAllowed } = account.profiles[platform]
      same(nextNameChangeAllowed, nextChange(platform, profiles[platform], now()))
    }
  }
  return { key, make, compare }
}

function same(actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return
  throw new Error(`${JSON.stringify(actual)} where ${JSON.stringify(expected)} should be`)
}
