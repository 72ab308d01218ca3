import { REAL_CLOCK, setClock, timeBy } from '../domain/clock.js'
import { parseTimestamp } from '../domain/timestamp.js'
import type { NewState } from '../store/store.js'
import { toTemplate } from './account-input.js'
import { fromFaultInput } from './fault-input.js'
import type { StoredFaultInput } from './fault-schema.js'
import { machineTime } from './machine-time.js'
import type { Seed } from './seed.js'
import type { ClockInput, StateInput } from './state-schema.js'

const NO_FAULTS: NewState['faults'] = []

/** The state that a checked input describes, what it leaves out coming from the seed: first seeding, reset and PUT alike. */
export function newState(seed: Seed, state: StateInput = {}): NewState {
  const { clock = seed.clock, accounts } = state
  const faults: readonly StoredFaultInput[] = state.faults ?? seed.faults
  const machineMs = machineTime()
  const started = setClock(REAL_CLOCK, fromClockInput(clock), machineMs)
  return {
    seedHash: seed.hash,
    clock: started,
    loadedAt: timeBy(started, machineMs),
    overSeed: accounts === undefined,
    ownAccounts: accounts === undefined ? 0 : ownAccounts(seed, accounts),
    accounts: new Map(accounts?.map((account) => [account.accountId, toTemplate(account)])),
    faults: faults.length === 0 ? NO_FAULTS : faults.map(fromFaultInput),
  }
}

export function fromClockInput({ mode, now }: ClockInput) {
  return { mode, now: now === undefined ? undefined : parseTimestamp(now) }
}

/** How many of these accounts the seed does not have. */
export function ownAccounts(seed: Seed, accounts: NonNullable<StateInput['accounts']>): number {
  return accounts.filter(({ accountId }) => !seed.accounts.byId.has(accountId)).length
}
