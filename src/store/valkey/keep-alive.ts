import { keysOf } from './key-names.js'
import type { PictureStore } from './picture-store.js'
import type { SandboxDeps } from './sandbox-deps.js'
import { TOUCH } from './scripts/lifecycle.js'
import { runScript } from './scripts/script.js'

/** How exactly it is known when a sandbox was last called. */
export const TOUCHED_EVERY_MS = 15 * 60 * 1000

/** Puts off the expiry of a sandbox in use, and of the pictures that its accounts have. */
export async function touch({ link, names, expiryMs }: SandboxDeps, pictures: PictureStore): Promise<void> {
  await pictures.keep((await runScript(link, TOUCH, keysOf(names), [String(expiryMs)])) as string[])
}
