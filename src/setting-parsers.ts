import { isIP } from 'node:net'

/** What the text of a setting says, or undefined where it is no good text for one. */
export type Parse<T> = (text: string) => T | undefined

export const parseBoolean: Parse<boolean> = (text) => (text === 'true' ? true : text === 'false' ? false : undefined)

/** A whole number between two bounds, and what to say of it. */
export function integer(min: number, max: number): { expected: string; parse: Parse<number> } {
  return {
    expected: `a whole number from ${min} to ${max}`,
    parse: (text) => (/^\d{1,15}$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined),
  }
}

/** The entries between commas; undefined where there are only commas. */
function listed(text: string): readonly string[] | undefined {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  return text !== '' && entries.length === 0 ? undefined : entries
}

const listOf =
  (isGood: (entry: string) => boolean): Parse<readonly string[]> =>
  (text) => {
    const entries = listed(text)
    return entries?.every(isGood) ? entries : undefined
  }

export const parseKeys = listOf((key) => !key.startsWith('sk_live_') && key !== 'sk_test_expired' && !/\s/.test(key))

const HOST_NAME = /^\.?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/
const parseLowerHosts = listOf((host) => host === '*' || HOST_NAME.test(host))
export const parseHosts: Parse<readonly string[]> = (text) => parseLowerHosts(text.toLowerCase())

/** Origins as browsers write them, or `*`. */
export const parseOrigins: Parse<readonly string[]> = (text) => {
  const origins = listed(text)?.map((entry) => (entry === '*' ? entry : originOf(entry)))
  return origins?.every((origin) => origin !== undefined) ? origins : undefined
}

function originOf(text: string): string | undefined {
  if (!/^https?:\/\/[^/?#@\s]+\/?$/i.test(text) || !URL.canParse(text)) return undefined
  return new URL(text).origin
}

export const parsePublicUrl: Parse<string> = (text) => {
  if (text === '') return ''
  if (!/^https?:\/\/[^?#@\s]+$/i.test(text) || !URL.canParse(text)) return undefined
  return new URL(text).href.replace(/\/+$/, '')
}

const parseRanges = listOf((range) => {
  const [, address = '', bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(range) ?? []
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)]!
  return most > 0 && Number(bits ?? 0) <= most
})
export const parseTrust: Parse<boolean | readonly string[]> = (text) => parseBoolean(text) ?? parseRanges(text)
