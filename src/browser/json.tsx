import { showInvisible } from './visible.js'

/** JSON, laid out for reading; a text that is none is shown as it is. */
export function Json({ label, value, text }: { label: string; value?: unknown; text?: string }) {
  const shown = text === undefined ? (JSON.stringify(value, null, 2) ?? '') : layOut(text)
  return (
    <figure class="json">
      <figcaption>{label}</figcaption>
      <pre dir="ltr">{showInvisible(shown)}</pre>
    </figure>
  )
}

function layOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
