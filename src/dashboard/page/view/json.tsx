/** JSON, laid out for reading; a text that is none is shown as it is. */
export function Json({ label, value, text }: { label: string; value?: unknown; text?: string }) {
  return (
    <figure class="json">
      <figcaption>{label}</figcaption>
      <pre>{text === undefined ? JSON.stringify(value, null, 2) : pretty(text)}</pre>
    </figure>
  )
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
