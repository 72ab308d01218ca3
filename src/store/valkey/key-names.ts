import { createHash } from 'node:crypto'

/** Under which names a sandbox's parts are kept: all in one hash slot, which the braces decide. */
export interface SandboxNames {
  /** A short hash that stands for the key wherever one must be told from another. */
  readonly keyHash: string
  /** A hash: head, faults, accounts and the counters of the log. */
  readonly state: string
  /** A stream: the log. */
  readonly log: string
  /** A hash: how often each rule decided a call. */
  readonly hits: string
  /** A sharded channel: what happens. */
  readonly channel: string
}

/** A script's keys, in the order in which all scripts take them. */
export const keysOf = ({ state, log, hits }: SandboxNames): readonly string[] => [state, log, hits]

/** Of the API key only its SHA-256 is stored. Servers with different seeds have different names. */
export function sandboxNames(prefix: string, seedHash: string, key: string): SandboxNames {
  const hash = createHash('sha256').update(key).digest('hex')
  const base = `${prefix}:${seedHash}:{${hash}}`
  return {
    keyHash: hash.slice(0, 8),
    state: `${base}:state`,
    log: `${base}:log`,
    hits: `${base}:hits`,
    channel: `${base}:events`,
  }
}
