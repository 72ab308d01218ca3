/** The little of Markdown that the document's words are written in. */
export type Inline = { kind: 'text' | 'code' | 'strong' | 'em'; text: string }
export type Block = { kind: 'paragraph'; content: Inline[] } | { kind: 'list'; items: Inline[][] }

/** Paragraphs and lists of a text. */
export function blocksOf(text: string): Block[] {
  return text.split(/\n{2,}/).flatMap((part): Block[] => {
    const lines = part.split('\n')
    const first = lines.findIndex((line) => /^[-*] /.test(line))
    const words = (first === -1 ? lines : lines.slice(0, first)).join(' ').trim()
    const items = first === -1 ? [] : itemsOf(lines.slice(first))
    return [
      ...(words === '' ? [] : [{ kind: 'paragraph' as const, content: inlineOf(words) }]),
      ...(items.length === 0 ? [] : [{ kind: 'list' as const, items: items.map(inlineOf) }]),
    ]
  })
}

/** A line that begins with no dash goes on with the item before it. */
function itemsOf(lines: string[]): string[] {
  return lines
    .join('\n')
    .replace(/\n(?![-*] )/g, ' ')
    .split('\n')
    .map((line) => line.slice(2))
}

const MARKED = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*/g

export function inlineOf(text: string): Inline[] {
  const found: Inline[] = []
  let at = 0
  for (const match of text.matchAll(MARKED)) {
    if (match.index > at) found.push({ kind: 'text', text: text.slice(at, match.index) })
    const [, code, strong, em] = match
    if (code !== undefined) found.push({ kind: 'code', text: code })
    if (strong !== undefined) found.push({ kind: 'strong', text: strong })
    if (em !== undefined) found.push({ kind: 'em', text: em })
    at = match.index + match[0].length
  }
  if (at < text.length) found.push({ kind: 'text', text: text.slice(at) })
  return found
}
