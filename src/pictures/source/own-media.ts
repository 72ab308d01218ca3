/** The name of a stored picture is a hash of its bytes: whoever knows it has it from this server. */
const STORED_NAME = /\/media\/([0-9a-f]{32}\.(?:jpg|webp))$/

/** The file that a URL names among this server's own pictures; undefined if it points elsewhere. */
export function ownMediaFile(url: URL, ownBase: string): string | undefined {
  const media = new URL(`${ownBase}/media/`)
  const isOwn = url.origin === media.origin && url.pathname.startsWith(media.pathname)
  return isOwn ? url.pathname.slice(media.pathname.length) : undefined
}

/** The file that a URL may name under another of this server's names: behind a proxy, or on another network. */
export function storedMediaFile(url: URL): string | undefined {
  return STORED_NAME.exec(url.pathname)?.[1]
}
