import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** A built file as it goes over the wire. */
export interface StaticFile {
  readonly bytes: Buffer
  readonly contentType: string
  /** How `bytes` are compressed, if they are. */
  readonly encoding: 'br' | 'gzip' | undefined
  /** Quoted, as the header has it; each encoding has its own. */
  readonly etag: string
}

export interface StaticFiles {
  /**
   * The file of that name in the best encoding that the client accepts; undefined for a name that was not given.
   * Throws NotBuiltError where the file is not on the disk.
   */
  read(name: string, acceptEncoding: string | undefined): Promise<StaticFile | undefined>
}

/** The pages are part of the build, and this is a checkout without one. */
export class NotBuiltError extends Error {
  override name = 'NotBuiltError'
}

type Compress = (bytes: Buffer) => Promise<Buffer>

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants
/** In the order of preference. Beyond 9 Brotli takes seconds for a large script and gains a few per cent. */
const ENCODINGS: Record<'br' | 'gzip', Compress> = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, { params: { [BROTLI_PARAM_QUALITY]: 9, [BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  gzip: promisify(gzip),
}

/**
 * The files of a folder by name, each with its content type. Nothing is read before it is asked for; then it is read
 * and compressed once, and kept.
 */
export function staticFiles(folder: string, contentTypes: Readonly<Record<string, string>>): StaticFiles {
  const kept = new Map<string, Promise<StaticFile>>()
  return {
    async read(name, acceptEncoding = '') {
      if (!Object.hasOwn(contentTypes, name)) return undefined
      const contentType = contentTypes[name]!
      const encoding = isText(contentType) ? pickEncoding(acceptEncoding) : undefined
      const id = `${encoding} ${name}`
      const present = kept.get(id) ?? load(join(folder, name), contentType, encoding)
      kept.set(id, present)
      // A build may follow.
      present.catch(() => kept.delete(id))
      return present
    },
  }
}

async function load(path: string, contentType: string, encoding: StaticFile['encoding']): Promise<StaticFile> {
  const plain = await readFile(path).catch(() => {
    throw new NotBuiltError('This page is part of the build, which is missing: run `npm run build`')
  })
  const bytes = encoding === undefined ? plain : await ENCODINGS[encoding](plain)
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  return { bytes, contentType, encoding, etag }
}

function isText(contentType: string): boolean {
  return /^(?:text\/|application\/json|image\/svg)/.test(contentType)
}

/** The best encoding that an `Accept-Encoding` header names and does not refuse with `q=0`. */
function pickEncoding(acceptEncoding: string): StaticFile['encoding'] {
  const accepted = acceptEncoding
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';').map((piece) => piece.trim()))
    .filter(([, weight = '']) => !/^q=0(?:\.0*)?$/.test(weight))
    .map(([coding]) => coding)
  return (['br', 'gzip'] as const).find((encoding) => accepted.includes(encoding))
}
