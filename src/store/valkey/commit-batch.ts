import { renderedEvent, type SentEvent } from './event-messages.js'
import { keysOf } from './key-names.js'
import type { SandboxDeps } from './sandbox-deps.js'
import { COMMIT } from './scripts/commit.js'
import { runScript } from './scripts/script.js'
import type { BatchResult, BatchSnapshot } from './steps.js'
import { accountField, decodeAccounts, decodeHead } from './stored-values.js'

/** What became of a batch; one that was not written is shown what stands now, undefined where there is no sandbox. */
export type Committed = { readonly followed: boolean } & (
  | { readonly done: true }
  | { readonly done: false; readonly snapshot: BatchSnapshot | undefined }
)

/** Writes what a batch has made if what it was shown still stands. `followed`: events are sent with their data. */
export async function commit(
  { link, names, expiryMs }: SandboxDeps,
  snapshot: BatchSnapshot,
  { head, accounts, events }: BatchResult,
  followed: boolean,
  since: number,
): Promise<Committed> {
  if (head === undefined && accounts.length === 0 && events.length === 0) return { done: true, followed }
  const sent: SentEvent[] = []
  for (const event of events) {
    const rendered = renderedEvent(event, followed)
    if (rendered !== undefined) sent.push(rendered)
  }
  // One list, written on and on: what a call leaves for the garbage collector is most of what it costs.
  const args = [String(expiryMs), names.channel, snapshot.version, sent.length < events.length ? '1' : '']
  if (head === undefined) args.push('', '', '')
  else args.push(head.version, JSON.stringify(head.head), JSON.stringify(head.faults))
  args.push(String(snapshot.accounts.size))
  for (const [id, { token }] of snapshot.accounts) args.push(accountField(id), token)
  args.push(String(accounts.length))
  for (const { accountId, value } of accounts) args.push(accountField(accountId), value)
  args.push(String(sent.length))
  for (const { event, data, bytes, rule } of sent) args.push(event, data, String(bytes), rule)
  const reply = await runScript(link, COMMIT, keysOf(names), args, since)
  const [done, followers, version, nowHead, faults, ...values] = reply as [number, number, ...(string | null)[]]
  if (done === 1) return { done: true, followed: followers > 0 }
  const found = decodeHead(version, nowHead, faults)
  return {
    done: false,
    followed: followers > 0,
    snapshot: found && { ...found, accounts: decodeAccounts([...snapshot.accounts.keys()], values) },
  }
}
