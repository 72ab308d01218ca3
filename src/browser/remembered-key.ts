import { readStored, store } from './stored.js'

const NAME = 'infinipost-mock.key'
/** What the page opens where nobody has named a key yet. */
export const DEMO_KEY = 'sk_test_demo'

/** The key that this tab used last, else the one that this browser did. */
export function rememberedKey(): string | null {
  return readStored(NAME, 'sessionStorage') ?? readStored(NAME)
}

/** Two tabs may show two sandboxes: a tab that is reloaded keeps its own. */
export function rememberKey(key: string): void {
  store(NAME, key)
  store(NAME, key, 'sessionStorage')
}
