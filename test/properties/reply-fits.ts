import { isDeepStrictEqual } from 'node:util'
import type { WireReply } from './exchange.js'

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/
/** What a page answers that is part of the build, which the tests do without; nothing else answers so. */
const NOT_BUILT = 503
const TEXT = (value: unknown) => typeof value === 'string' && value !== ''

/** What is wrong with a reply, whatever was asked: undefined where nothing is. */
export function misfit({ status, headers, body, bodiless }: WireReply): string | undefined {
  if (!ID.test(headers.get('x-request-id') ?? '')) return 'no x-request-id'
  const meant = headers.get('x-sandbox-rule') === 'fault-injected' || status === NOT_BUILT
  if (status >= 500 && !meant) return `status ${status}: ${body}`
  if (bodiless) return body.length > 0 ? 'a body' : undefined
  if (status < 400) return undefined
  if (headers.get('content-type') !== 'application/json; charset=utf-8') return 'an error that is not JSON'
  return isEnvelope(body.toString()) ? undefined : `not the envelope: ${body}`
}

function isEnvelope(text: string): boolean {
  const { error, ...others } = JSON.parse(text)
  const { code, message, nextAllowedAt, ...more } = error
  const timely = nextAllowedAt === undefined || (TIME.test(nextAllowedAt) && code === 'name_change_restricted')
  return isDeepStrictEqual([others, more], [{}, {}]) && TEXT(code) && TEXT(message) && timely
}
