import type { LookupFunction } from 'node:net'
import type { Limiter } from '../limiter.js'
import { guardedLookup, refusePrivateLiteral } from './address-guard.js'
import type { HostClock } from './host-clock.js'
import { exchange, type HttpResponse, loadHttpLibrary } from './http-exchange.js'
import type { PictureResponse, PictureSource } from './picture-source.js'

export interface HttpSourceOptions {
  allowPrivateUrls: boolean
  lookup: LookupFunction
  /** A turn is held for as long as a connection is open. */
  connections: Limiter
}

/** Pictures from wherever their URL points, one connection for each request and none kept. */
export function httpSource({ allowPrivateUrls, lookup, connections }: HttpSourceOptions): PictureSource {
  const guarded = guardedLookup(lookup, allowPrivateUrls)
  return {
    async open(url, clock) {
      if (!allowPrivateUrls) refusePrivateLiteral(url.hostname)
      const turn = await connections.acquire(1, clock.signal)
      try {
        const library = await loadHttpLibrary()
        const response = await clock.during(() => exchange(library, url, guarded, clock.signal))
        return toPictureResponse(response, clock, turn.release)
      } catch (error) {
        turn.release()
        throw error
      }
    },
  }
}

function toPictureResponse(response: HttpResponse, clock: HostClock, release: () => void): PictureResponse {
  const { status, headers, body, close } = response
  const { location, 'content-encoding': encoding, 'content-length': length } = headers
  return {
    status,
    // Of several, the first counts, as in browsers.
    location: [location].flat()[0],
    contentEncoding: [encoding ?? []].flat().join(', '),
    contentLength: length === undefined ? undefined : Number(length),
    body: counted(body, clock),
    close: () => close().finally(release),
  }
}

/** What is taken of a body in one turn of the event loop: a fast host would have one turn take megabytes of each body. */
const IN_ONE_TURN = 128 * 1024

/** The clock counts while the next piece is waited for, and not while the last one is looked at. */
async function* counted(body: AsyncIterable<Uint8Array>, clock: HostClock): AsyncGenerator<Uint8Array> {
  const pieces = body[Symbol.asyncIterator]()
  let inTurn = 0
  for (;;) {
    const { done, value } = await clock.during(() => pieces.next())
    if (done) return
    yield value
    inTurn += value.length
    if (inTurn < IN_ONE_TURN) continue
    await new Promise((resolve) => setImmediate(resolve))
    inTurn = 0
  }
}
