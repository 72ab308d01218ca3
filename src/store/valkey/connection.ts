/** A command or an argument of one; what is text goes as UTF-8. */
export type Argument = string | Buffer

/** A connection to a server, or to all servers of a cluster. It is not restored when it breaks, but replaced by another. */
export interface Connection {
  /** Sends a command about a key. `binary`: its reply comes as bytes instead of text. */
  send(key: string, command: readonly Argument[], binary: boolean): Promise<unknown>
  /** Listens on a sharded channel. */
  subscribe(channel: string, listener: (message: string) => void): Promise<void>
  /** For one listener: without it the client would take a subscription that comes meanwhile for one that is there. */
  unsubscribe(channel: string, listener: (message: string) => void): Promise<void>
  /** Rejects where a server does not answer. */
  ping(): Promise<void>
  /** Everything that waits for a reply is rejected. */
  destroy(): void
}

/** Resolves once commands can be sent, or is given up by the signal; `onBroken` is told when they no longer can. */
export type Connect = (onBroken: (cause: Error) => void, signal: AbortSignal) => Promise<Connection>
