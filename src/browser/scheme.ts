import { effect, signal } from '@preact/signals'
import { readStored, store } from './stored.js'

export const SCHEMES = ['auto', 'light', 'dark'] as const
export type Scheme = (typeof SCHEMES)[number]

const NAME = 'infinipost-mock.scheme'

/** The colours that were chosen; `auto` follows the system. */
export const scheme = signal<Scheme>(SCHEMES.find((one) => one === readStored(NAME)) ?? 'auto')

/** Applies the choice to the page, now and whenever it changes. */
export function applyScheme(): void {
  effect(() => {
    document.documentElement.dataset.scheme = scheme.value
    store(NAME, scheme.value === 'auto' ? null : scheme.value)
  })
}
