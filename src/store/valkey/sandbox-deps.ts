import type { NewState } from '../store.js'
import type { SandboxNames } from './key-names.js'
import type { Link } from './link.js'

/** What the parts of one sandbox work with. */
export interface SandboxDeps {
  readonly link: Link
  readonly names: SandboxNames
  /** How long after its last call a sandbox is kept, in milliseconds. */
  readonly expiryMs: number
  /** What a sandbox starts from, made anew for each. */
  readonly initialState: () => NewState
}
