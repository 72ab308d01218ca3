import { signal } from '@preact/signals'
import { options } from 'preact'

/** Whether the page is being printed: then its lists are drawn whole. */
export const printing = signal(false)

export function followPrinting(): void {
  matchMedia('print').addEventListener('change', ({ matches }) => {
    // The browser takes its picture as soon as this returns.
    const { debounceRendering } = options
    options.debounceRendering = (draw) => draw()
    printing.value = matches
    if (debounceRendering === undefined) delete options.debounceRendering
    else options.debounceRendering = debounceRendering
  })
}
