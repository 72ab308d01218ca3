import type { LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import type Undici from 'undici'
import type { Dispatcher } from 'undici'
import { unreachable } from './network-failure.js'
import { Valve } from './valve.js'

type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2]

export interface HttpResponse {
  readonly status: number
  readonly headers: Headers
  /** Fails with a PictureError where the host does. */
  readonly body: Readable
  close(): Promise<void>
}

/** What a picture's host is told. Nothing of ours goes with it. */
const HEADERS = {
  accept: 'image/avif,image/webp,image/*',
  'accept-encoding': 'identity',
  'user-agent': 'infinipost-mock',
}

/** What a body holds before its host is held back. */
const BUFFER = 65_536

const SWITCHING_PROTOCOLS = 101

export type HttpLibrary = typeof Undici

/** What a connection is ended with, made once: of each error that ends one its stack would be written. */
const OVER = new Error('The exchange is over')

let loading: Promise<HttpLibrary> | undefined

/** undici takes 100 ms to load, so that a start does without it. */
export function loadHttpLibrary(): Promise<HttpLibrary> {
  // Its default export is the only one that is there in a bundle.
  loading ??= import('undici').then((library) => library.default)
  return loading
}

/** One GET on a connection of its own. The signal ends it at every stage, connecting and reading included. */
export async function exchange(
  { buildConnector, Client }: HttpLibrary,
  url: URL,
  lookup: LookupFunction,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const valve = new Valve()
  const connect = buildConnector({
    lookup,
    signal,
    timeout: 0,
    maxCachedSessions: 0,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 1000,
  })
  const client = new Client(url.origin, {
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (options, callback) =>
      connect(options, (...[error, socket]) => {
        if (error !== null) return callback(error, null)
        valve.fit(socket)
        callback(null, socket)
      }),
  })
  const body = new Readable({ highWaterMark: BUFFER, read: () => valve.open() })
  // Nobody may be reading when the host fails; whoever reads later is told.
  body.on('error', () => {})
  const close = async () => {
    body.destroy()
    await client.destroy(OVER)
  }
  try {
    signal.throwIfAborted()
    const head = await new Promise<Pick<HttpResponse, 'status' | 'headers'>>((resolve, reject) => {
      const answer = (status: number, headers: Headers) => resolve({ status, headers })
      client.dispatch(
        { method: 'GET', path: url.pathname + url.search, headers: HEADERS },
        {
          onRequestStart() {},
          onResponseStart(_controller, status, headers) {
            // All others below 200 announce an answer that is yet to come.
            if (status >= 200 || status === SWITCHING_PROTOCOLS) answer(status, headers)
          },
          onResponseData(_controller, chunk) {
            if (!body.push(chunk)) valve.close()
          },
          onResponseEnd() {
            body.push(null)
          },
          onResponseError(_controller, error) {
            if (error.message === 'bad upgrade') return answer(SWITCHING_PROTOCOLS, {})
            reject(unreachable(error, 'head'))
            body.destroy(unreachable(error, 'body'))
          },
        },
      )
    })
    return { ...head, body, close }
  } catch (error) {
    await close()
    throw error
  }
}
