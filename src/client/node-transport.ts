import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { Transport } from './transport.js'

/**
 * As they are when this is loaded: MSW, nock and others put their own in their place later, and would count the library's
 * calls among those of the code under test.
 */
const REQUEST = { 'http:': http.request, 'https:': https.request } as const

/** By node:http, not `fetch`: tests replace that too, jsdom has none, and the one lent to it refuses jsdom's signals. */
export const nodeTransport: Transport = (url, { method, headers, body = '' }, signal) =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const sized = { ...headers, 'content-length': String(Buffer.byteLength(body)) }
    // A connection of its own: none is left that the server hangs up on just as the next call is sent.
    const request = REQUEST[url.protocol as keyof typeof REQUEST](url, { method, headers: sized, agent: false })
    const abort = () => request.destroy(signal?.reason)
    signal?.addEventListener('abort', abort)
    request.on('close', () => signal?.removeEventListener('abort', abort))
    request.on('error', reject)
    request.on('response', (reply) => {
      resolve({ status: reply.statusCode!, text: () => textOf(reply), body: reply })
    })
    request.end(body)
  })

async function textOf(reply: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of reply.setEncoding('utf8')) text += piece
  return text
}
