import { getHeapStatistics } from 'node:v8'
import { StateFullError } from '../store.js'

/** What a sandbox may hold in accounts and faults however full it is: the seed's accounts, each changed, take half. */
const LEAST_ALLOWANCE = 16 * 1024
/** Of the bound: what is kept back so that each sandbox has its allowance, and as much again for the logs. */
const RESERVE = 1 / 16
/** Of the heap's limit: all of it lies there, texts beyond Latin-1 take up to twice what is counted, and the collector needs room. */
const HEAP_SHARE = 1 / 3
/** What logs are cut down to when they have to give way, of what there is room for. */
const LOG_TARGET = 3 / 4

/** A sandbox as one of those that share the budget. */
export interface BudgetedLog {
  readonly logBytes: number
  /** Drops the oldest entries of its log until it takes no more than that. */
  trimLog(bytes: number): void
}

/**
 * What all sandboxes hold together. Logs give way first, the longest of them most; then a sandbox that holds more than its
 * allowance grows no further. So one key's calls, however many, take nothing from another's sandbox but old log entries.
 */
export class StateBudget {
  readonly #maxBytes: number
  readonly #maxState: number
  readonly #allowance: number
  readonly #sandboxes = new Set<BudgetedLog>()
  #state = 0
  #logs = 0

  constructor(maxBytes: number, sandboxLimit: number) {
    this.#maxBytes = Math.min(maxBytes, Math.floor(getHeapStatistics().heap_size_limit * HEAP_SHARE))
    this.#maxState = this.#maxBytes * (1 - 2 * RESERVE)
    this.#allowance = Math.max(LEAST_ALLOWANCE, (this.#maxBytes * RESERVE) / sandboxLimit)
  }

  join(sandbox: BudgetedLog): void {
    this.#sandboxes.add(sandbox)
  }

  leave(sandbox: BudgetedLog, stateBytes: number): void {
    this.#sandboxes.delete(sandbox)
    this.#state -= stateBytes
    this.#logs -= sandbox.logBytes
  }

  /** A sandbox's accounts and faults go from so many bytes to so many. Throws StateFullError where they may not. */
  resizeState(from: number, to: number): void {
    const state = this.#state + to - from
    if (to > from && to > this.#allowance && state > this.#maxState) throw new StateFullError(this.#maxBytes)
    this.#state = state
    if (to > from) this.#fit()
  }

  /** A sandbox's log has become so many bytes longer, or shorter. */
  resizeLog(by: number): void {
    this.#logs += by
    if (by > 0) this.#fit()
  }

  #fit(): void {
    const room = Math.max(this.#maxBytes - this.#state, this.#maxBytes * RESERVE)
    if (this.#logs <= room) return
    let each = Math.max(...Array.from(this.#sandboxes, ({ logBytes }) => logBytes))
    const wouldTake = () => Array.from(this.#sandboxes, ({ logBytes }) => Math.min(logBytes, each))
    while (each > 1 && wouldTake().reduce((sum, bytes) => sum + bytes, 0) > room * LOG_TARGET) each /= 2
    for (const sandbox of this.#sandboxes) if (sandbox.logBytes > each) sandbox.trimLog(each)
  }
}
