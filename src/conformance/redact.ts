/** Shorter ones stand in too many other words. */
const SHORTEST = 4

/** A function that takes a key and an account's own texts out of whatever is printed. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter((text) => text.length >= SHORTEST).sort((a, b) => b.length - a.length)
  return (text) => known.reduce((left, secret) => left.replaceAll(secret, '…'), text)
}
