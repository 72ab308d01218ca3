import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import type { Test } from 'tap'
import {
  createPictures,
  newPictureFacts,
  PictureError,
  type PictureErrorRule,
  type PictureFacts,
  type PictureSettings,
  type Pictures,
} from '../../src/pictures/pictures.js'

export const OWN = 'http://sandbox.example:4010'

const settings: PictureSettings = {
  allowPrivateUrls: true,
  maxBytes: 10 * 1024 * 1024,
  timeoutMs: 10_000,
  seedFolder: 'fixtures/pictures',
  ownsProcess: false,
}

export function picturesFor(t: Test, changes: Partial<PictureSettings> = {}, lookup?: LookupFunction): Pictures {
  const pictures = createPictures({ ...settings, ...changes }, lookup && { lookup })
  t.teardown(() => pictures.close())
  return pictures
}

/** A picture host on loopback; resolves to its base URL. */
export function hostFor(t: Test, answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  )
}

export interface Outcome {
  path?: string
  reason?: PictureErrorRule
  message?: string
  facts: PictureFacts
}

/** What became of a URL: a path or a refusal. Anything else is thrown. */
export async function obtain(pictures: Pictures, url: string, signal = new AbortController().signal): Promise<Outcome> {
  const facts = newPictureFacts(url)
  try {
    return { path: await pictures.obtain({ url, ownBase: OWN, facts, signal }), facts }
  } catch (error) {
    if (error instanceof PictureError) return { reason: error.reason, message: error.message, facts }
    throw error
  }
}

/** Serves these bytes to one picture request. */
export async function obtainBytes(t: Test, pictures: Pictures, bytes: Uint8Array): Promise<Outcome> {
  return obtain(pictures, await hostFor(t, (_, reply) => reply.end(bytes)))
}

/** A promise with its resolver. */
export function gate<T = void>() {
  let open: (value: T) => void = () => {}
  const opened = new Promise<T>((resolve) => {
    open = resolve
  })
  return { opened, open }
}
