import { parseUrl } from './parse-url.js'
import type { HostAnswer } from './picture-host.js'
import { PictureRefusal } from './picture-refusal.js'

export const MAX_REDIRECTS = 3

const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * Where an answer leads: to another URL, or nowhere when it is the picture itself. An answer that is neither, and a
 * redirect that may not be followed, are thrown as refusals.
 */
export function redirectOf(answer: HostAnswer, url: URL): URL | undefined {
  const { status, location } = answer
  if (status >= 200 && status < 300) return undefined
  if (!REDIRECTS.has(status) || location === undefined) throw answered(status)
  const target = parseUrl(location, url.href)
  if (target === undefined) throw redirects('redirects to something that is not a URL')
  if (!/^https?:$/.test(target.protocol)) {
    throw redirects(`redirects to a ${target.protocol.slice(0, 40)} URL, and only http: and https: are followed`)
  }
  if (target.username || target.password) throw redirects('redirects to a URL with a user name or password in it')
  return target
}

export function tooManyRedirects(): PictureRefusal {
  return redirects(`redirects more than ${MAX_REDIRECTS} times`)
}

export function answered(status: number): PictureRefusal {
  return new PictureRefusal('picture-host-status', `profilePictureUrl answered ${status}`)
}

const redirects = (what: string) => new PictureRefusal('picture-redirects', `profilePictureUrl ${what}`)
