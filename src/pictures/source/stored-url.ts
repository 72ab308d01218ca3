import { CONTENT_NAME } from '../media-file.js'

/** The file that a URL names among this server's own pictures; undefined if it points elsewhere. */
export function ownMediaFile(url: URL, ownBase: string): string | undefined {
  const media = new URL(`${ownBase}/media/`)
  const isOwn = url.origin === media.origin && url.pathname.startsWith(media.pathname)
  return isOwn ? url.pathname.slice(media.pathname.length) : undefined
}

/**
 * The file that a URL may name under another of this server's names: behind a proxy, or on another network. Such a name
 * is a hash of the picture's bytes: whoever knows it has it from here.
 */
export function storedMediaFile(url: URL): string | undefined {
  const [, file = ''] = /\/media\/([^/]*)$/.exec(url.pathname) ?? []
  return CONTENT_NAME.test(file) ? file : undefined
}
