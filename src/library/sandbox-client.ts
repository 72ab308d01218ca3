import { ControlClient } from './control-client.js'
import type { Sandbox } from './sandbox-api.js'
import { SandboxError } from './sandbox-error.js'
import type { Account, Fault, LoggedRequest, Rule } from './types.js'
import { waitForRequest } from './wait-for-request.js'

/** A key that nobody else has, and so a world of its own. */
export function freshKey(): string {
  return `sk_test_${crypto.randomUUID().replaceAll('-', '')}`
}

/** `2024-04-21T10:00:00Z`, a Date's fraction of a second cut off. */
export function timestampOf(time: string | Date): string {
  return typeof time === 'string' ? time : `${time.toISOString().slice(0, 19)}Z`
}

const idPath = (group: string, id: string) => `/${group}/${encodeURIComponent(id)}`

/** The sandbox object over HTTP; `stop` runs once when it is closed. */
export function sandboxClient(url: string, apiKey: string, stop: () => Promise<void>): Sandbox {
  const client = new ControlClient(url, apiKey)
  const closing = new AbortController()
  let closed: Promise<void> | undefined
  const close = () => {
    closing.abort(new SandboxError('The sandbox was closed', 'closed', null))
    closed ??= stop()
    return closed
  }
  return {
    url,
    apiKey,
    accounts: {
      list: async (page = {}) =>
        (await client.call<{ accounts: Account[] }>('GET', '/accounts', { query: { ...page } })).accounts,
      get: (accountId) => client.call('GET', idPath('accounts', accountId)),
      put: (account) => client.call('PUT', idPath('accounts', account.accountId), { body: account }),
      remove: (accountId) => client.call('DELETE', idPath('accounts', accountId)),
    },
    clock: {
      get: () => client.call('GET', '/clock'),
      set: (clock) => client.call('PUT', '/clock', { body: clockBody(clock) }),
      freeze: (now) => client.call('PUT', '/clock', { body: clockBody({ mode: 'frozen', now }) }),
      advance: (span) => client.call('POST', '/clock/advance', { body: span }),
      release: () => client.call('DELETE', '/clock'),
    },
    faults: {
      list: async () => (await client.call<{ faults: Fault[] }>('GET', '/faults')).faults,
      add: (fault) => client.call('POST', '/faults', { body: fault }),
      remove: (id) => client.call('DELETE', idPath('faults', id)),
      clear: () => client.call('DELETE', '/faults'),
    },
    state: {
      get: () => client.call('GET', ''),
      put: (state) => client.call('PUT', '', { body: state }),
    },
    requests: async (filter = {}) =>
      (await client.call<{ requests: LoggedRequest[] }>('GET', '/requests', { query: { ...filter } })).requests,
    clearRequests: () => client.call('DELETE', '/requests'),
    waitForRequest: (filter = {}, { timeoutMs = 5_000 } = {}) =>
      waitForRequest(client, filter, timeoutMs, closing.signal),
    rules: async () => (await client.call<{ rules: Rule[] }>('GET', '/rules')).rules,
    reset: () => client.call('DELETE', ''),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function clockBody({ now, ...rest }: { mode?: string; now?: string | Date | undefined }) {
  return { ...rest, ...(now !== undefined && { now: timestampOf(now) }) }
}
