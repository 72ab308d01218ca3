/**
 * The URL that a text is, if it is one. Not by `URL.canParse`: Node 20's is wrong about letters such as `ü` from some
 * thousand calls on, when it is optimised.
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}
