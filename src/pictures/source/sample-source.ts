import timers from 'node:timers/promises'
import { MAX_PIXELS } from '../image/image-checks.js'
import type { SamplePictures } from '../image/sample-picture.js'
import { PictureError } from '../picture-error.js'
import type { HostClock } from './host-clock.js'
import type { PictureResponse, PictureSource } from './picture-source.js'

/** Reserved for this purpose: `.test` never resolves (RFC 6761). Any scheme and port, as nothing is connected to. */
export const PICTURES_TEST = /^pictures\.test\.?$/

/** As it is now: a test may fake it later. */
const { setTimeout: wait } = timers

const PIECE = 65_536
const MAX_SIDE = 8000
const HTML = '<!doctype html><title>Not an image</title><p>This is a page, whatever its name says.</p>'

/** Answers for `pictures.test` in-process: pictures of any size, and what can go wrong with a host. */
export function sampleSource(samples: SamplePictures, maxBytes: number): PictureSource {
  return {
    async open({ pathname }, clock) {
      const sample = () => samples(1080, 1080, 'jpg', clock.signal)
      switch (pathname) {
        case '/truncated.jpg':
          return picture(firstHalf(await sample()))
        case '/not-an-image.jpg':
          return picture(Buffer.from(HTML))
        case '/too-large.jpg':
          return { ...head(200), contentLength: maxBytes + 1 }
        case '/redirect-to-private':
          return { ...head(302), location: 'http://127.0.0.1:1/private.jpg' }
        case '/redirect-loop':
          return { ...head(302), location: pathname }
        case '/disconnect':
          return { ...head(200), body: lostHalfWay(await sample()) }
      }
      const [, status] = /^\/status\/([1-5]\d\d)$/.exec(pathname) ?? []
      if (status !== undefined) return head(Number(status))
      return sized(pathname, samples, clock)
    },
  }
}

/** `/1080x1080.jpg` and `/slow/5000/1080x1080.jpg`. Only the waiting counts as the host's time. */
async function sized(pathname: string, samples: SamplePictures, clock: HostClock): Promise<PictureResponse> {
  const path = /^(?:\/slow\/(\d{1,6}))?\/([1-9]\d{0,3})x([1-9]\d{0,3})\.(jpg|png|webp|gif|avif)$/.exec(pathname)
  if (path === null) return head(404)
  const [, ms = '0', ...sides] = path
  const [width, height] = sides.map(Number) as [number, number]
  if (Math.max(width, height) > MAX_SIDE || width * height > MAX_PIXELS) return head(404)
  const { signal } = clock
  if (ms !== '0') await clock.during(() => wait(Number(ms), undefined, { signal }))
  return picture(await samples(width, height, path[4]!, signal))
}

const firstHalf = (bytes: Uint8Array) => bytes.subarray(0, bytes.length / 2)

const head = (status: number): PictureResponse => ({ status, body: inPieces(new Uint8Array()), close: async () => {} })

const picture = (bytes: Uint8Array): PictureResponse => ({
  ...head(200),
  contentLength: bytes.length,
  body: inPieces(bytes),
})

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
}

async function* lostHalfWay(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield firstHalf(bytes)
  throw new PictureError('picture-unreachable', 'profilePictureUrl could not be read: the connection was lost')
}
