import { parseUrl } from '../../domain/parse-url.js'
import { PictureError } from '../picture-error.js'
import type { PictureResponse } from './picture-source.js'

export const MAX_REDIRECTS = 3

const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * Where a response leads: to another URL, or nowhere when it is the picture itself. Throws a PictureError for a response
 * that is neither, and for a redirect that may not be followed.
 */
export function redirectOf({ status, location }: PictureResponse, url: URL): URL | undefined {
  if (status >= 200 && status < 300) return undefined
  if (!REDIRECTS.has(status) || location === undefined) throw hostStatus(status)
  const target = parseUrl(location, url.href)
  if (target === undefined) throw redirects('redirects to something that is not a URL')
  if (!/^https?:$/.test(target.protocol)) {
    throw redirects(`redirects to a ${target.protocol.slice(0, 40)} URL, and only http: and https: are followed`)
  }
  if (target.username || target.password) throw redirects('redirects to a URL with a user name or password in it')
  return target
}

export function tooManyRedirects(): PictureError {
  return redirects(`redirects more than ${MAX_REDIRECTS} times`)
}

export function hostStatus(status: number): PictureError {
  return new PictureError('picture-host-status', `profilePictureUrl answered ${status}`)
}

const redirects = (what: string) => new PictureError('picture-redirects', `profilePictureUrl ${what}`)
