import type { LookupFunction } from 'node:net'
import { guardedLookup, refusePrivateLiteral } from './address-guard.js'
import { unreachable } from './network-failure.js'
import type { PictureHost } from './picture-host.js'

export interface NetworkSettings {
  allowPrivateUrls: boolean
  lookup: LookupFunction
}

/** Pictures from wherever their URL points, one connection for each request and none kept. */
export function networkHost({ allowPrivateUrls, lookup }: NetworkSettings): PictureHost {
  const guarded = guardedLookup(lookup, allowPrivateUrls)
  return {
    async open(url, signal) {
      if (!allowPrivateUrls) refusePrivateLiteral(url.hostname)
      const { Client, buildConnector } = await import('undici')
      signal.throwIfAborted()
      // The signal is given to the socket too: undici does not end one that is still connecting.
      const connect = buildConnector({ ...connecting, lookup: guarded, signal })
      const client = new Client(url.origin, { connect, headersTimeout: 0, bodyTimeout: 0 })
      try {
        const path = url.pathname + url.search
        const { statusCode, headers, body } = await client.request({
          method: 'GET',
          path,
          headers: asked,
          signal,
          reset: true,
        })
        return {
          status: statusCode,
          location: only(headers.location),
          contentEncoding: only(headers['content-encoding']),
          contentLength: headers['content-length'] === undefined ? undefined : Number(headers['content-length']),
          body: received(body),
          close: () => client.destroy(),
        }
      } catch (error) {
        await client.destroy()
        throw unreachable(error)
      }
    },
  }
}

const asked = {
  accept: 'image/avif,image/webp,image/*',
  'accept-encoding': 'identity',
  'user-agent': 'infinipost-mock',
}

/** The picture's own deadline ends everything, so that undici's time-outs are off. */
const connecting = { timeout: 0, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 1000, maxCachedSessions: 0 }

const only = (header: string | string[] | undefined) => (Array.isArray(header) ? header.join(', ') : header)

async function* received(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (error) {
    throw unreachable(error)
  }
}
