import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FILE_NAME } from '../domain/media-path.js'

/** The pictures that a seed brings: in the file itself, and in a folder beside it. */
export class SeedPictures {
  readonly folder: string
  /** Those in the file, by their names. */
  readonly given: ReadonlyMap<string, Uint8Array>

  constructor(folder: string, base64: Readonly<Record<string, string>> = {}) {
    this.folder = folder
    this.given = new Map(Object.entries(base64).map(([file, text]) => [file, Buffer.from(text, 'base64')]))
  }

  has(file: string): boolean {
    return this.given.has(file) || (FILE_NAME.test(file) && existsSync(join(this.folder, file)))
  }

  /** The name must fit FILE_NAME. */
  async read(file: string): Promise<Uint8Array | undefined> {
    return this.given.get(file) ?? (await readIfThere(join(this.folder, file)))
  }
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
