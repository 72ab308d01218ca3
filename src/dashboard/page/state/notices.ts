import { signal } from '@preact/signals'

export interface Notice {
  tone: 'good' | 'bad'
  text: string
  /** Until it is dismissed: a good one goes by itself otherwise. */
  stays?: boolean
}

/** What lies over the page until it is dismissed or outdated. */
export const notice = signal<Notice | null>(null)
/** What a screen reader says: what was just done. */
export const spoken = signal('')

/** Has a screen reader say it, also where it is what was said last. */
export function say(text: string): void {
  spoken.value = spoken.peek() === text ? `${text}\u00a0` : text
}

let fading: ReturnType<typeof setTimeout> | undefined

export function show(next: Notice | null): void {
  clearTimeout(fading)
  notice.value = next
  if (next?.tone === 'good' && next.stays !== true) fading = setTimeout(() => show(null), 6_000)
}

/** Runs what the user asked for; says `done` when it has worked and shows the server's words when it has not. */
export async function runAction(done: string, action: () => Promise<unknown> | undefined): Promise<boolean> {
  const problem = await problemOf(action)
  if (problem !== null) {
    show({ tone: 'bad', text: problem })
    return false
  }
  if (notice.peek()?.tone === 'bad') show(null)
  say(done)
  return true
}

/** Runs an action; the server's words if it refuses, null if it has worked. */
export async function problemOf(action: () => Promise<unknown> | undefined): Promise<string | null> {
  try {
    await action()
    return null
  } catch (error) {
    return (error as Error).message
  }
}
