import type { Transport } from './transport.js'

/** For browsers, whose `fetch` is all there is. */
export const fetchTransport: Transport = async (url, { method, headers, body = null }, signal) => {
  const response = await fetch(url, { method, headers, body, signal: signal ?? null })
  // An event stream always has a body.
  return { status: response.status, text: () => response.text(), body: response.body! }
}
