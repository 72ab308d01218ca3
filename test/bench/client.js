import { Agent, request } from 'undici'

const dispatcher = new Agent({ connections: 128, headersTimeout: 0, bodyTimeout: 0 })

/** One call; throws unless the status is the expected one. */
export async function call(server, method, path, { key = 'sk_test_bench', body, status = 200 } = {}) {
  const reply = await request(server.url + path, {
    dispatcher,
    method,
    headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await reply.body.text()
  if (reply.statusCode !== status)
    throw new Error(`${method} ${path}: ${reply.statusCode} instead of ${status}: ${text}`)
}

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
