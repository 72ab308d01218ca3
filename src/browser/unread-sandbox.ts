import { readStored, store } from './stored.js'

const NAME = 'infinipost-mock.unread'

/** Notes that a call from here has opened the sandbox of that key, which somebody has yet to be told. */
export function noteUnread(key: string): void {
  store(NAME, key)
}

export function isUnread(key: string): boolean {
  return readStored(NAME) === key
}

export function forgetUnread(): void {
  store(NAME, null)
}
