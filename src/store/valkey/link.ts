import { StoreUnavailableError } from '../store.js'
import type { Argument, Connect, Connection } from './connection.js'
import { toStoreError } from './store-error.js'

/** A step whose commands have had no reply by then has none to come; its caller has an answer within 2 s. */
const STEP_TIMEOUT_MS = 1_300
/** How often that is looked at. */
const WATCH_MS = 50
const RECONNECT_MS = 200
/** Commands without a reply; one more is refused, so that a store that has stalled makes no queue without end. */
const WAITING_LIMIT = 4_096

/** Where it is said that the store has become unreachable, or was so from the start, and that it is back. */
export interface LinkLog {
  error(fields: { err: Error }, message: string): void
  info(message: string): void
}

export interface LinkOptions {
  connect: Connect
  log: LinkLog
}

interface Waiting {
  readonly since: number
  reject(error: Error): void
}

/**
 * The way to the store, whatever becomes of its connections: a broken or stalled one is given up and another made until
 * one holds. While there is none, commands are refused at once.
 */
export class Link {
  readonly #options: LinkOptions
  readonly #waiting = new Set<Waiting>()
  readonly #listeners = new Set<() => void>()
  readonly #watch: NodeJS.Timeout
  #connection: Connection | undefined
  #connecting = false
  #time = 0
  #watchedAt = performance.now()
  #away = false
  #closed = false

  constructor(options: LinkOptions) {
    this.#options = options
    this.#watch = setInterval(() => this.#rejectOverdue(), WATCH_MS)
    this.#watch.unref()
    this.#replace()
  }

  /** Milliseconds in which this process was able to take a reply. */
  get time(): number {
    return this.#time + Math.min(performance.now() - this.#watchedAt, 2 * WATCH_MS)
  }

  /**
   * Sends a command about a key, of a step that has begun at `since` by the link's time. Rejects with StoreUnavailableError
   * where the store cannot be reached or takes no more.
   */
  send(key: string, command: readonly Argument[], { since = this.time, binary = false } = {}): Promise<unknown> {
    return this.#run((connection) => connection.send(key, command, binary), since)
  }

  subscribe(channel: string, listener: (message: string) => void): Promise<unknown> {
    return this.#run((connection) => connection.subscribe(channel, listener))
  }

  unsubscribe(channel: string, listener: (message: string) => void): Promise<unknown> {
    return this.#run((connection) => connection.unsubscribe(channel, listener))
  }

  /** Whether the store answers. */
  async ready(): Promise<boolean> {
    try {
      await this.#run((connection) => connection.ping())
      return true
    } catch {
      return false
    }
  }

  /** Runs `listener` whenever there is another connection, on which nothing is subscribed. */
  onReconnected(listener: () => void): void {
    this.#listeners.add(listener)
  }

  close(): void {
    this.#closed = true
    clearInterval(this.#watch)
    this.#connection?.destroy()
    this.#connection = undefined
    for (const waiting of this.#waiting) waiting.reject(new StoreUnavailableError('The store is closed'))
  }

  #run<T>(command: (connection: Connection) => Promise<T>, since = this.time): Promise<T> {
    const connection = this.#connection
    if (connection === undefined) return Promise.reject(new StoreUnavailableError('The store cannot be reached'))
    if (this.#waiting.size >= WAITING_LIMIT) return Promise.reject(new StoreUnavailableError('The store is too slow'))
    return new Promise((resolve, reject) => {
      const waiting = { since, reject }
      this.#waiting.add(waiting)
      const failed = (error: Error) => {
        this.#waiting.delete(waiting)
        const cause = toStoreError(error)
        reject(cause.error)
        if (cause.lost) this.#lose(connection, error)
      }
      command(connection).then((reply) => {
        this.#waiting.delete(waiting)
        resolve(reply)
      }, failed)
    })
  }

  #rejectOverdue(): void {
    this.#time = this.time
    this.#watchedAt = performance.now()
    for (const waiting of this.#waiting) {
      if (waiting.since > this.#time - STEP_TIMEOUT_MS) continue
      const overdue = new StoreUnavailableError('The store does not answer')
      this.#waiting.delete(waiting)
      waiting.reject(overdue)
      if (this.#connection !== undefined) this.#lose(this.#connection, overdue)
    }
  }

  /** A connection is of no more use. What still waits on it is rejected with it. */
  #lose(connection: Connection, cause: Error): void {
    if (connection !== this.#connection) return
    this.#connection = undefined
    connection.destroy()
    this.#tellAway(cause)
    this.#replace()
  }

  async #replace(): Promise<void> {
    if (this.#connecting) return
    this.#connecting = true
    while (!this.#closed && this.#connection === undefined) {
      try {
        await this.#connectOnce()
      } catch (error) {
        this.#tellAway(error as Error)
        await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS).unref())
      }
    }
    this.#connecting = false
  }

  async #connectOnce(): Promise<void> {
    let broken: Error | undefined
    let connection: Connection | undefined
    const onBroken = (cause: Error) => {
      broken = cause
      if (connection !== undefined) this.#lose(connection, cause)
    }
    const attempt = new AbortController()
    const waiting = { since: this.time, reject: (cause: Error) => attempt.abort(cause) }
    this.#waiting.add(waiting)
    try {
      connection = await this.#options.connect(onBroken, attempt.signal)
    } finally {
      this.#waiting.delete(waiting)
    }
    if (broken !== undefined || this.#closed) {
      connection.destroy()
      throw broken ?? new Error('The store is closed')
    }
    this.#connection = connection
    if (this.#away) this.#options.log.info('the store can be reached again')
    this.#away = false
    for (const listener of this.#listeners) listener()
  }

  #tellAway(cause: Error): void {
    if (this.#away || this.#closed) return
    this.#away = true
    this.#options.log.error({ err: cause }, 'the store cannot be reached')
  }
}
