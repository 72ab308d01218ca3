export type Mode = 'real' | 'running' | 'frozen'

/** A sandbox's clock as the contract has it, against a machine whose time is ours to set. */
export class ClockModel {
  mode: Mode = 'real'
  #from = 0
  #since = 0

  /** In seconds; `machine` is in milliseconds. */
  now(machine: number): number {
    if (this.mode === 'real') return Math.floor(machine / 1000)
    return this.#from + (this.mode === 'running' ? Math.floor((machine - this.#since) / 1000) : 0)
  }

  /** What is left out stays; a time alone starts a real clock running. */
  set(machine: number, { mode, now }: { mode?: Mode; now?: number }): void {
    const next = mode ?? (this.mode === 'real' && now !== undefined ? 'running' : this.mode)
    const same = next === this.mode && now === undefined
    if (same) return
    this.#from = now ?? this.now(machine)
    this.#since = machine
    this.mode = next
  }
}
