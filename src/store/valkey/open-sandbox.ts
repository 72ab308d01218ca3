import type { Change, NewState, OpenSandbox, SandboxStore, Snapshot, StoredState } from '../store.js'
import type { EventFeeds } from './event-feeds.js'
import { requestStream } from './request-stream.js'
import type { SharedSandbox } from './shared-sandbox.js'
import { readAccountsAfter, readAllAccounts } from './stored-accounts.js'

/**
 * One call's sandbox. Round trips to the store, on a connection that is kept: 1 for what reads (2 for a page of accounts),
 * 2 for a step that writes (1 where it writes nothing), 1 for replacing the state or emptying the log; 1 or 2 more for the
 * call that opens the sandbox, and 1 for each time that another server got ahead.
 */
export function openSandbox(shared: SharedSandbox, feeds: EventFeeds): OpenSandbox {
  const { names } = shared.deps
  let opened = false

  async function open(): Promise<void> {
    const made = await shared.open()
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
    const { head, faults, accounts } = await found(() => shared.read(ids))
    return { head, faults, account: accountId === null ? undefined : accounts.get(accountId)!.account }
  }

  function update<T>(accountId: string | null, change: (current: Snapshot) => Change<T>): Promise<T> {
    return new Promise<unknown>((resolve, reject) => {
      const onOpened = () => {
        opened = true
      }
      shared.add({ accountId, change, onOpened, resolve, reject })
    }) as Promise<T>
  }

  async function list(after: string, limit: number): Promise<StoredState> {
    const all = after === '' && limit === Number.POSITIVE_INFINITY
    return found(() => (all ? readAllAccounts(shared.deps) : readAccountsAfter(shared.deps, after, limit)))
  }

  const store: SandboxStore = {
    read,
    update,
    list,
    async replace(state: NewState) {
      const made = await shared.replace(state)
      opened ||= made
    },
    requests: requestStream(shared.deps, open),
    events: { follow: (after, listener) => feeds.follow(shared.deps, open, after, listener) },
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
