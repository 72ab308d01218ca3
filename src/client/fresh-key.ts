/** A key that nobody else has, and so a sandbox of its own. */
export function freshKey(): string {
  return `sk_test_${crypto.randomUUID().replaceAll('-', '')}`
}
