/** A sentence whose `quoted` parts are code. */
export function Statement({ text }: { text: string }) {
  return <>{text.split('`').map((part, at) => (at % 2 === 0 ? part : <code key={part}>{part}</code>))}</>
}
