const STORED = /^\/media\/([A-Za-z0-9][A-Za-z0-9._-]{0,127})$/

/**
 * Where the page may load a profile's picture from: this server's own copy, by its plain path. Anything else is another
 * host's, or could lead to one, and is not loaded.
 */
export function ownPicture(url: string, base: string): string | undefined {
  const [, file] = STORED.exec(url.startsWith(base) ? `/${url.slice(base.length)}` : url) ?? []
  return file === undefined ? undefined : `${base}media/${file}`
}
