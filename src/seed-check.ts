import { PictureError } from './pictures/picture-error.js'
import type { Pictures } from './pictures/types.js'
import { type Seed, SeedError } from './sandbox/seed.js'

/** Checks the pictures in a seed file as if they were uploaded. Rejects with SeedError. */
export async function checkSeedPictures({ file: seedFile, pictures: { given } }: Seed, pictures: Pictures) {
  for (const [file, bytes] of given) {
    try {
      await pictures.check(file, bytes, new AbortController().signal)
    } catch (error) {
      throw error instanceof PictureError ? new SeedError(`${seedFile}: ${error.about(`pictures.${file}`)}`) : error
    }
  }
}
