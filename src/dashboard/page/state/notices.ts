import { signal } from '@preact/signals'

export interface Notice {
  tone: 'good' | 'bad'
  text: string
}

/** What lies over the page until it is dismissed or outdated. */
export const notice = signal<Notice | null>(null)
/** What a screen reader says: what was just done. */
export const spoken = signal('')

let fading: ReturnType<typeof setTimeout> | undefined

export function show(next: Notice | null): void {
  clearTimeout(fading)
  notice.value = next
  if (next?.tone === 'good') fading = setTimeout(() => show(null), 6_000)
}

/** Runs what the user asked for; says `done` when it has worked and shows the server's words when it has not. */
export async function runAction(done: string, action: () => Promise<unknown> | undefined): Promise<boolean> {
  try {
    await action()
    if (notice.peek()?.tone === 'bad') show(null)
    spoken.value = done
    return true
  } catch (error) {
    show({ tone: 'bad', text: (error as Error).message })
    return false
  }
}
