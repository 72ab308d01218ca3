import { type IncomingMessage, request } from 'node:http'
import { request as requestSecurely } from 'node:https'
import type { LookupFunction } from 'node:net'
import { guardedLookup, refusePrivateLiteral } from './address-guard.js'
import { unreachable } from './network-failure.js'
import type { PictureSource } from './picture-source.js'

export interface NetworkSettings {
  allowPrivateUrls: boolean
  lookup: LookupFunction
}

/**
 * Pictures from wherever their URL points, one connection for each request and none kept. By Node's own client: undici 7
 * fails an assertion that nobody can catch when a host hangs up while its body is held back.
 */
export function httpSource({ allowPrivateUrls, lookup }: NetworkSettings): PictureSource {
  const guarded = guardedLookup(lookup, allowPrivateUrls)
  return {
    async open(url, signal) {
      if (!allowPrivateUrls) refusePrivateLiteral(url.hostname)
      signal.throwIfAborted()
      const answer = await ask(url, guarded, signal)
      const { statusCode, headers } = answer
      return {
        status: statusCode!,
        location: headers.location,
        contentEncoding: headers['content-encoding'],
        contentLength: headers['content-length'] === undefined ? undefined : Number(headers['content-length']),
        body: received(answer),
        close: async () => void answer.destroy(),
      }
    },
  }
}

const asked = {
  accept: 'image/avif,image/webp,image/*',
  'accept-encoding': 'identity',
  'user-agent': 'infinipost-mock',
}

/** Node's own client: the picture's deadline, which is the signal, ends it at every stage, connecting included. */
function ask(url: URL, lookup: LookupFunction, signal: AbortSignal): Promise<IncomingMessage> {
  const options = {
    agent: false as const,
    auth: null,
    headers: asked,
    lookup,
    signal,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 1000,
  }
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestSecurely : request
    const sent = send(url, options, (answer) => {
      // What the parser finds wrong later is told to the request alone; the body is to end with it.
      sent.on('error', (error) => answer.destroy(error))
      resolve(answer)
    })
    sent.on('error', (error) => reject(unreachable(error))).end()
  })
}

async function* received(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (error) {
    throw unreachable(error)
  }
}
