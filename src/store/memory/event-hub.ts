import { randomBytes } from 'node:crypto'
import type { SandboxEvent } from '../store.js'

export type Listener = (event: SandboxEvent) => void

/** Numbers what happens in a sandbox and tells whoever follows it. */
export class EventHub {
  /** Tells the ids of this sandbox from those of one that had the same key before it, or before a restart. */
  readonly #epoch = randomBytes(4).toString('hex')
  /** Undefined while nobody listens. */
  #listeners: Map<Listener, (() => void) | undefined> | undefined
  #sequence = 0

  /** Counts an event and tells the listeners; its data is rendered only where there are any. Returns its sequence number. */
  publish<T>(event: SandboxEvent['event'], subject: T, render: (subject: T) => string): number {
    this.#sequence += 1
    if (this.#listeners !== undefined) {
      const published = this.describe(this.#sequence, event, render(subject))
      for (const listener of this.#listeners.keys()) listener(published)
    }
    return this.#sequence
  }

  describe(sequence: number, event: SandboxEvent['event'], data: string): SandboxEvent {
    // A line break would end the event's line; in JSON text it can only stand between tokens.
    return { id: `${this.#epoch}-${sequence}`, event, data: data.replace(/[\r\n]/g, ' ') }
  }

  /** The sequence number in an event's id; 0, before all others, where the id is of another sandbox. */
  sequenceOf(id: string): number {
    const [epoch, sequence] = id.split('-')
    return epoch === this.#epoch ? Number(sequence) || 0 : 0
  }

  /** `onEnd` is told when there will be no more. Returns what ends the listening. */
  listen(listener: Listener, onEnd: (() => void) | undefined): () => void {
    this.#listeners ??= new Map()
    const listeners = this.#listeners
    listeners.set(listener, onEnd)
    return () => {
      if (listeners.delete(listener) && listeners.size === 0) this.#listeners = undefined
    }
  }

  /** There will be no more. */
  end(): void {
    for (const onEnd of this.#listeners?.values() ?? []) onEnd?.()
  }
}
