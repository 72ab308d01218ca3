import { LOG_ENTRY_LIMIT } from '../../domain/limits.js'
import type { LoggedRequest } from '../../domain/logged-request.js'
import type { RuleId } from '../../domain/rules.js'
import type { RequestQuery, RequestStore } from '../store.js'
import { keysOf } from './key-names.js'
import type { SandboxDeps } from './sandbox-deps.js'
import { CLEAR_LOG, READ_LOG } from './scripts/log.js'
import { runScript } from './scripts/script.js'

/** An entry of a stream: its id, and name and value in turn of each of its fields. */
export type StreamEntry = [id: string, fields: string[]]

/** The entry that the store keeps, as it was given. */
export const dataOf = ([, fields]: StreamEntry): string => fields[1]!
export const sequenceOf = ([id]: StreamEntry): number => Number.parseInt(id, 10)

/** The log of a sandbox. `open` opens it where there is none. */
export function requestStream({ link, names }: SandboxDeps, open: () => Promise<unknown>): RequestStore {
  const keys = keysOf(names)

  async function list({ limit, matches }: RequestQuery) {
    const requests: LoggedRequest[] = []
    let dropped: number | undefined
    // Most who ask for a few want the newest; who looks for others gets all of the rest at once.
    for (let count = Math.min(limit, LOG_ENTRY_LIMIT), below = '+'; ; count = LOG_ENTRY_LIMIT) {
      const reply = await runScript(link, READ_LOG, keys, [below, String(count)])
      const [version, droppedNow, entries] = reply as [string | null, string | null, StreamEntry[]]
      if (version === null) await open()
      dropped ??= Number(droppedNow)
      for (const entry of entries) {
        if (requests.length === limit) break
        const request = JSON.parse(dataOf(entry)) as LoggedRequest
        if (matches(request)) requests.push(request)
      }
      if (requests.length === limit || entries.length < count) return { requests: requests.reverse(), dropped }
      below = `(${entries.at(-1)![0]}`
    }
  }

  return {
    list,
    async hits() {
      const [exists, hits] = await Promise.all([
        link.send(names.state, ['HEXISTS', names.state, 'v']),
        link.send(names.hits, ['HGETALL', names.hits]),
      ])
      if (exists === 0) await open()
      const counted = Object.entries(hits as Record<string, string>)
      return new Map(counted.map(([rule, count]) => [rule as RuleId, Number(count)]))
    },
    async clear() {
      if ((await runScript(link, CLEAR_LOG, keys, [])) === 0) await open()
    },
  }
}
