import { signal } from '@preact/signals'

/** As in the style sheet: all three columns, a list beside the tools, or one column at a time. */
export type Layout = 'wide' | 'medium' | 'narrow'

const medium = matchMedia('(max-width: 1099px)')
const narrow = matchMedia('(max-width: 759px)')

const read = (): Layout => (narrow.matches ? 'narrow' : medium.matches ? 'medium' : 'wide')

export const layout = signal<Layout>(read())

for (const query of [medium, narrow]) {
  query.addEventListener('change', () => {
    layout.value = read()
  })
}
