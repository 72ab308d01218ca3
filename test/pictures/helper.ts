import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import type { Test } from 'tap'
import type { PictureFacts } from '../../src/domain/picture-facts.js'
import { PictureError, type PictureRule } from '../../src/pictures/picture-error.js'
import { createPictures } from '../../src/pictures/pictures.js'
import type { PictureSettings, Pictures } from '../../src/pictures/types.js'
import { SeedPictures } from '../../src/sandbox/seed-pictures.js'
import { memoryMediaStore } from '../../src/store/memory/media-store.js'

export const OWN = 'http://sandbox.example:4010'

const settings: PictureSettings = {
  allowPrivateUrls: true,
  maxBytes: 10 * 1024 * 1024,
  timeoutMs: 10_000,
  ownsProcess: false,
}

interface Changes extends Partial<PictureSettings> {
  seedFolder?: string
}

export function picturesFor(t: Test, changes: Changes = {}, lookup?: LookupFunction): Pictures {
  const { seedFolder = 'fixtures/pictures', ...changed } = changes
  const seed = new SeedPictures(seedFolder)
  const deps = {
    media: memoryMediaStore(),
    readSeedPicture: (file: string) => seed.read(file),
    memoryLeft: () => Number.POSITIVE_INFINITY,
    lookup,
  }
  const pictures = createPictures({ ...settings, ...changed }, deps)
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
  rule?: PictureRule
  message?: string
  facts: PictureFacts
}

/** What became of a URL: a path or a refusal. Anything else is thrown. */
export async function ingest(pictures: Pictures, url: string, signal = new AbortController().signal): Promise<Outcome> {
  try {
    return await pictures.ingest({ url, ownBase: OWN, signal })
  } catch (error) {
    if (error instanceof PictureError) return error
    throw error
  }
}

/** Serves these bytes to one picture request. */
export async function ingestBytes(t: Test, pictures: Pictures, bytes: Uint8Array): Promise<Outcome> {
  return ingest(pictures, await hostFor(t, (_, reply) => reply.end(bytes)))
}

/** A promise with its resolver. */
export function gate<T = void>() {
  let open: (value: T) => void = () => {}
  const opened = new Promise<T>((resolve) => {
    open = resolve
  })
  return { opened, open }
}
