import { CONTENT_NAME } from '../media-file.js'

/** Names of one machine to itself; a test may read a URL by one of them and send it by another. */
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/

/** The file that a URL names among this server's own pictures; undefined if it points elsewhere. */
export function ownMediaFile(url: URL, ownBase: string): string | undefined {
  const media = new URL(`${ownBase}/media/`)
  const isOwn = isSameServer(url, media) && url.pathname.startsWith(media.pathname)
  return isOwn ? url.pathname.slice(media.pathname.length) : undefined
}

function isSameServer(one: URL, other: URL): boolean {
  if (one.origin === other.origin) return true
  const sameDoor = one.protocol === other.protocol && one.port === other.port
  return sameDoor && LOOPBACK.test(one.hostname) && LOOPBACK.test(other.hostname)
}

/**
 * The file that a URL may name under another of this server's names: behind a proxy, or on another network. Such a name
 * is a hash of the picture's bytes: whoever knows it has it from here.
 */
export function storedMediaFile(url: URL): string | undefined {
  const [, file = ''] = /\/media\/([^/]*)$/.exec(url.pathname) ?? []
  return CONTENT_NAME.test(file) ? file : undefined
}
