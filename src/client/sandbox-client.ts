import { ControlClient } from './control-client.js'
import type { Sandbox } from './sandbox-api.js'
import { SandboxError } from './sandbox-error.js'
import type { Transport } from './transport.js'
import type { Account, Fault, LoggedRequest, Rule } from './types.js'
import { waitForRequest } from './wait-for-request.js'

/** `2024-04-21T10:00:00Z`, a Date's fraction of a second cut off. Throws SandboxError for an invalid Date. */
export function timestampOf(time: string | Date): string {
  if (typeof time === 'string') return time
  if (Number.isNaN(time.getTime())) throw new SandboxError('The date given is none', 'invalid_parameter', null)
  return `${time.toISOString().slice(0, 19)}Z`
}

/** The path of one account or fault. A URL would take these ids for steps up its own path, and none of them exists. */
function idPath(group: string, id: string): string {
  if (['', '.', '..'].includes(id)) throw new SandboxError(`There can be no id "${id}"`, 'invalid_parameter', null)
  return `/${group}/${encodeURIComponent(id)}`
}

/** The sandbox object over HTTP; `stop` runs once when it is closed. */
export function sandboxClient(
  url: string,
  apiKey: string,
  send: Transport,
  stop: () => Promise<void> = async () => {},
): Sandbox {
  const closing = new AbortController()
  const client = new ControlClient(url, apiKey, closing.signal, send)
  let closed: Promise<void> | undefined
  const close = () => {
    closing.abort(new SandboxError('The sandbox was closed', 'closed', null))
    closed ??= stop()
    return closed
  }
  const rules = async () => (await client.call<{ rules: Rule[] }>('GET', '/rules')).rules
  return {
    url,
    apiKey,
    accounts: {
      list: async (page = {}) =>
        (await client.call<{ accounts: Account[] }>('GET', '/accounts', { query: { ...page } })).accounts,
      get: async (accountId) => client.call('GET', idPath('accounts', accountId)),
      put: async (account) => client.call('PUT', idPath('accounts', account.accountId), { body: account }),
      remove: async (accountId) => client.call('DELETE', idPath('accounts', accountId)),
    },
    clock: {
      get: () => client.call('GET', '/clock'),
      set: async (clock) => client.call('PUT', '/clock', { body: clockBody(clock) }),
      freeze: async (now) => client.call('PUT', '/clock', { body: clockBody({ mode: 'frozen', now }) }),
      advance: (span) => client.call('POST', '/clock/advance', { body: span }),
      release: () => client.call('DELETE', '/clock'),
    },
    faults: {
      list: async () => (await client.call<{ faults: Fault[] }>('GET', '/faults')).faults,
      add: (fault) => client.call('POST', '/faults', { body: fault }),
      remove: async (id) => client.call('DELETE', idPath('faults', id)),
      clear: () => client.call('DELETE', '/faults'),
    },
    state: {
      get: (options = {}) => client.call('GET', '', { query: { ...options } }),
      put: (state) => client.call('PUT', '', { body: state }),
    },
    requests: async (filter = {}) =>
      (await client.call<{ requests: LoggedRequest[] }>('GET', '/requests', { query: { ...filter } })).requests,
    clearRequests: () => client.call('DELETE', '/requests'),
    waitForRequest: (filter = {}, { timeoutMs = 5_000 } = {}) =>
      waitForRequest(client, filter, timeoutMs, closing.signal),
    rules,
    rulesNotHit: async ({ source } = {}) =>
      (await rules()).filter((rule) => rule.hits === 0 && (source === undefined || rule.source === source)),
    reset: () => client.call('DELETE', ''),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function clockBody({ now, ...rest }: { mode?: string; now?: string | Date | undefined }) {
  return { ...rest, ...(now !== undefined && { now: timestampOf(now) }) }
}
