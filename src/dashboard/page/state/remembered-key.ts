const NAME = 'infinipost-mock.key'
const DEMO_KEY = 'sk_test_demo'

/** The key that this browser used last. */
export function rememberedKey(): string {
  try {
    return localStorage.getItem(NAME) ?? DEMO_KEY
  } catch {
    return DEMO_KEY
  }
}

export function rememberKey(key: string): void {
  try {
    localStorage.setItem(NAME, key)
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
