import type { Change, NewState, OpenSandbox, SandboxStore, Snapshot, StoredState } from '../store.js'
import type { EventFeeds } from './event-feeds.js'
import { requestStream } from './request-stream.js'
import type { SharedSandbox } from './shared-sandbox.js'
import { readAccountsAfter, readAllAccounts } from './stored-accounts.js'

/**
 * One call's sandbox. Round trips to the store, on a connection that is kept: 1 for what reads (2 for a page of accounts),
 * 2 for a step that writes (1 where it writes nothing), 1 for replacing the state or emptying the log; 1 or 2 more for the
 * call that opens the sandbox, and 1 for each time that another server got ahead. Once there are `earlier` seeds, 1 more
 * for each of them that is looked at.
 */
export function openSandbox(current: SharedSandbox, earlier: readonly SharedSandbox[], feeds: EventFeeds): OpenSandbox {
  const { names } = current.deps
  let opened = false
  let located: Promise<SharedSandbox> | undefined

  /** Where the sandbox is: over the present seed, or over an earlier one if it was opened then and never reset. */
  function locate(): Promise<SharedSandbox> {
    located ??= earlier.length === 0 ? Promise.resolve(current) : firstOf([current, ...earlier])
    return located
  }

  async function open(): Promise<void> {
    const made = await (await locate()).open()
    opened ||= made.opened
  }

  /** What `read` finds, once there is a sandbox. */
  async function found<T>(read: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
      const result = await read()
      if (result !== undefined) return result
      await open()
    }
  }

  async function read(accountId: string | null): Promise<Snapshot> {
    const ids = accountId === null ? [] : [accountId]
    const shared = await locate()
    const { head, faults, accounts } = await found(() => shared.read(ids))
    return { head, faults, account: accountId === null ? undefined : accounts.get(accountId)!.account }
  }

  async function update<T>(accountId: string | null, change: (current: Snapshot) => Change<T>): Promise<T> {
    const shared = await locate()
    return new Promise<unknown>((resolve, reject) => {
      const onOpened = () => {
        opened = true
      }
      shared.add({ accountId, change, onOpened, resolve, reject })
    }) as Promise<T>
  }

  async function list(after: string, limit: number): Promise<StoredState> {
    const all = after === '' && limit === Number.POSITIVE_INFINITY
    const { deps } = await locate()
    return found(() => (all ? readAllAccounts(deps) : readAccountsAfter(deps, after, limit)))
  }

  const log = async () => requestStream((await locate()).deps, open)

  const store: SandboxStore = {
    read,
    update,
    list,
    async replace(state: NewState) {
      const before = await locate()
      const made = await current.replace(state)
      located = Promise.resolve(current)
      if (before === current) opened ||= made
      else await before.remove()
    },
    requests: {
      list: async (query) => (await log()).list(query),
      hits: async () => (await log()).hits(),
      clear: async () => (await log()).clear(),
    },
    events: {
      follow: async (after, listener, onEnd = () => {}) =>
        feeds.follow((await locate()).deps, open, after, listener, onEnd),
    },
  }
  return {
    id: names.state,
    keyHash: names.keyHash,
    store,
    get opened() {
      return opened
    },
    close() {},
  }
}

/** The first of these places where there is a sandbox; the first of all where there is none. */
async function firstOf(places: readonly SharedSandbox[]): Promise<SharedSandbox> {
  for (const place of places) if (await place.exists()) return place
  return places[0]!
}
