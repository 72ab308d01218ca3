/** The file that a URL names among this server's own stored pictures; undefined if it points elsewhere. */
export function ownMediaFile(url: URL, ownBase: string): string | undefined {
  const media = new URL(`${ownBase}/media/`)
  const isOwn = url.origin === media.origin && url.pathname.startsWith(media.pathname)
  return isOwn ? url.pathname.slice(media.pathname.length) : undefined
}
