import { Agent, request } from 'undici'

/** What makes a call with that dispatcher: it gives the reply's text, and throws for a status that is not among `statuses`. */
export function callerBy(dispatcher) {
  return async ({ url }, method, path, { key = 'sk_test_bench', body, statuses = [200] } = {}) => {
    const reply = await request(url + path, {
      dispatcher,
      method,
      headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await reply.body.text()
    if (statuses.includes(reply.statusCode)) return text
    throw new Error(`${method} ${path}: ${reply.statusCode} ${text.slice(0, 300)}`)
  }
}

export const call = callerBy(new Agent({ connections: 128, headersTimeout: 0, bodyTimeout: 0 }))

export function edit(server, accountId, body, options) {
  return call(server, 'PATCH', `/v1/accounts/${accountId}/profile`, {
    body: { platform: 'instagram', ...body },
    ...options,
  })
}

/** What a server that runs the memory probe tells of itself. */
export function probe({ child }) {
  child.send('probe')
  return new Promise((resolve) => child.once('message', resolve))
}

export const PROBED = { nodeArgs: ['--expose-gc', '--import', './test/bench/memory-probe.js'], ipc: true }
export const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`
