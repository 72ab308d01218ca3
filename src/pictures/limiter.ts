/** A share of what a limiter gives out. */
export interface Turn {
  /** Gives back all but this weight, which is not more than before. */
  shrink(weight: number): void
  /** Gives back what is left of it; the second time nothing happens. */
  release(): void
}

/** How many may wait, and the error for work that would wait behind them. */
interface Bound {
  readonly maxWaiting: number
  readonly queueFull: () => Error
}

interface Waiter {
  readonly weight: number
  readonly begin: (turn: Turn) => void
}

/** Lets work of a limited weight through at once. The rest waits in line. */
export class Limiter {
  readonly #line = new Set<Waiter>()
  readonly #bound: Bound | undefined
  #free: number

  /** Without a bound any number may wait. */
  constructor(capacity: number, bound?: Bound) {
    this.#free = capacity
    this.#bound = bound
  }

  /**
   * Resolves when it is this work's turn, which is its own to release. The weight is at most the capacity. Rejects with
   * the signal's reason as soon as that is aborted, and leaves the line.
   */
  acquire(weight: number, signal: AbortSignal): Promise<Turn> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      if (this.#line.size === 0 && weight <= this.#free) return resolve(this.#begin(weight))
      if (this.#line.size === this.#bound?.maxWaiting) return reject(this.#bound.queueFull())
      const leave = () => {
        this.#line.delete(waiter)
        reject(signal.reason)
        this.#next()
      }
      const waiter: Waiter = {
        weight,
        begin: (turn) => {
          signal.removeEventListener('abort', leave)
          resolve(turn)
        },
      }
      this.#line.add(waiter)
      signal.addEventListener('abort', leave, { once: true })
    })
  }

  /** Does work in a turn of its own. Once begun, the work ends by itself: the signal only ends the waiting. */
  async run<T>(weight: number, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const turn = await this.acquire(weight, signal)
    try {
      return await work()
    } finally {
      turn.release()
    }
  }

  #begin(weight: number): Turn {
    let held = weight
    this.#free -= weight
    const shrink = (rest: number) => {
      this.#free += held - rest
      held = rest
      this.#next()
    }
    return { shrink, release: () => shrink(0) }
  }

  #next(): void {
    for (const waiter of this.#line) {
      if (waiter.weight > this.#free) return
      this.#line.delete(waiter)
      waiter.begin(this.#begin(waiter.weight))
    }
  }
}
