import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type NewState, type SandboxHead, StoreUnavailableError } from '../store.js'
import { commit } from './commit-batch.js'
import { END } from './event-messages.js'
import { keysOf } from './key-names.js'
import type { SandboxDeps } from './sandbox-deps.js'
import { OPEN, REMOVE, REPLACE } from './scripts/lifecycle.js'
import { runScript } from './scripts/script.js'
import { type BatchSnapshot, runSteps, type Step } from './steps.js'
import {
  accountField,
  decodeAccounts,
  decodeHead,
  encodeAccount,
  nextVersion,
  type VersionedHead,
} from './stored-values.js'

/** The most steps that are written together. */
const BATCH_LIMIT = 64
/** How often a batch is tried against those of other servers, of whom one gets through each time. */
const TRIES = 40
const MAX_JITTER_MS = 16

/**
 * A sandbox as all calls of this process use it. Steps that come while others are being written wait and are then written
 * together: one reading and one writing, however many there are.
 */
export class SharedSandbox {
  readonly deps: SandboxDeps
  readonly #waiting: Step[] = []
  #running = false
  /** Whether somebody has followed the sandbox's events of late: then they are rendered ahead. */
  #followed = false
  #head: VersionedHead | undefined

  constructor(deps: SandboxDeps) {
    this.deps = deps
  }

  add(step: Step): void {
    this.#waiting.push(step)
    if (!this.#running) this.#run()
  }

  /** Opens the sandbox where there is none; whether it has. */
  async open(since?: number): Promise<{ opened: boolean; first: VersionedHead }> {
    const { link, names, expiryMs, initialState } = this.deps
    const { head, faults } = newHead(initialState())
    const first = { version: nextVersion(), head, faults }
    const args = [String(expiryMs), first.version, JSON.stringify(head), JSON.stringify(faults), newEpoch()]
    return { opened: (await runScript(link, OPEN, keysOf(names), args, since)) === 1, first }
  }

  async exists(): Promise<boolean> {
    const { link, names } = this.deps
    return (await link.send(names.state, ['HEXISTS', names.state, 'v'])) === 1
  }

  /** Ends the sandbox, which has a place elsewhere now; whoever follows it here hears so. */
  async remove(): Promise<void> {
    const { link, names } = this.deps
    await runScript(link, REMOVE, keysOf(names), [names.channel, END])
  }

  /** Replaces the whole state; whether that has opened the sandbox. */
  async replace(state: NewState): Promise<boolean> {
    const { link, names, expiryMs } = this.deps
    const { head, faults } = newHead(state)
    const accounts = [...state.accounts].flatMap(([id, account]) => [accountField(id), encodeAccount(account)])
    const written = [String(expiryMs), nextVersion(), JSON.stringify(head), JSON.stringify(faults), newEpoch()]
    return (await runScript(link, REPLACE, keysOf(names), [...written, names.channel, ...accounts])) === 1
  }

  /** Head, faults and accounts at one moment; undefined where there is no sandbox. */
  async read(accountIds: readonly string[], since?: number): Promise<BatchSnapshot | undefined> {
    const { link, names } = this.deps
    const command = ['HMGET', names.state, 'v', 'h', 'f', ...accountIds.map(accountField)]
    const reply = (await link.send(names.state, command, { since })) as (string | null)[]
    const [version, head, faults, ...values] = reply
    const found = this.#decodeHead(version, head, faults)
    return found && { ...found, accounts: decodeAccounts(accountIds, values) }
  }

  /** What was read last still stands while its version does. */
  #decodeHead(version: unknown, head: unknown, faults: unknown): VersionedHead | undefined {
    if (this.#head === undefined || this.#head.version !== version) this.#head = decodeHead(version, head, faults)
    return this.#head
  }

  async #run(): Promise<void> {
    this.#running = true
    // What is asked for in the same turn of the loop is one batch.
    await null
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH_LIMIT)
      try {
        await this.#write(batch)
      } catch (error) {
        for (const step of batch) step.reject(error)
      }
    }
    this.#running = false
  }

  async #write(batch: readonly Step[]): Promise<void> {
    let since = this.deps.link.time
    const accountIds: string[] = []
    for (const { accountId } of batch) {
      if (accountId !== null && !accountIds.includes(accountId)) accountIds.push(accountId)
    }
    let snapshot = await this.read(accountIds, since)
    for (let tries = 0; tries < TRIES; tries++) {
      if (snapshot === undefined) {
        const { opened, first } = await this.open(since)
        if (opened) batch[0]!.onOpened()
        snapshot = opened ? { ...first, accounts: new Map() } : await this.read(accountIds, since)
        continue
      }
      const result = runSteps(batch, snapshot)
      const reply = await commit(this.deps, snapshot, result, this.#followed, since)
      this.#followed = reply.followed
      if (reply.done) {
        for (const [index, made] of result.outcomes.entries()) {
          if ('error' in made) batch[index]!.reject(made.error)
          else batch[index]!.resolve(made.outcome)
        }
        return
      }
      snapshot = reply.snapshot
      // The store does answer.
      since = this.deps.link.time
      if (tries > 0) await sleep(Math.random() * Math.min(MAX_JITTER_MS, 2 ** tries))
    }
    throw new StoreUnavailableError('Too many servers change the sandbox at once')
  }
}

function newHead({ accounts: _, faults, ...rest }: NewState) {
  const head: SandboxHead = { ...rest, generation: randomUUID() }
  return { head, faults }
}

/** Tells the events of this sandbox from those of one that had the same key before it. */
const newEpoch = () => randomBytes(4).toString('hex')
