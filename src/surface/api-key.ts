import { type Refusal, refusal } from '../domain/refusal.js'

const TEST_KEY = /^sk_test_[A-Za-z0-9_-]{1,64}$/
const BEARER = /^bearer(?:\s+(.*))?$/is
/** Always good, unless only certain keys are; the page and the examples use it. */
export const DEMO_KEY = 'sk_test_demo'
const EXPIRED_KEY = 'sk_test_expired'

/** How many headers are remembered, and of what length at most. */
const REMEMBERED = 1_000
const REMEMBERED_LENGTH = 100

/** The key that an `Authorization` header carries, or why it carries none that is good. */
export type KeyCheck = (authorization: string | undefined) => { key: string } | Refusal

/** With an empty list every `sk_test_…` key is good; else those of the list alone. */
export function keyCheck(listed: readonly string[]): KeyCheck {
  const good = new Set(listed)
  const isGood = listed.length > 0 ? (key: string) => good.has(key) : (key: string) => TEST_KEY.test(key)
  const check = (authorization: string) => {
    const key = BEARER.exec(authorization)?.[1]?.trim() ?? ''
    if (key === '') return refusal('key-missing', 'No API key provided')
    if (key === EXPIRED_KEY) return refusal('key-expired', 'The API key provided has expired')
    if (!isGood(key)) return refusal('key-invalid', 'The API key provided is invalid')
    return { key }
  }
  /** What headers were found to carry: clients send theirs with every request. */
  const found = new Map<string, { key: string }>()
  return (authorization = '') => {
    const known = found.get(authorization)
    if (known !== undefined) return known
    const checked = check(authorization)
    if ('key' in checked && authorization.length <= REMEMBERED_LENGTH) {
      if (found.size === REMEMBERED) found.clear()
      found.set(authorization, checked)
    }
    return checked
  }
}
