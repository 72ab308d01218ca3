import { type Block, blocksOf, type Inline, inlineOf } from '../model/markdown.js'

/** A text of the document. */
export function Markdown({ text }: { text: string | undefined }) {
  if (text === undefined || text === '') return null
  return <div class="words">{blocksOf(text).map((block, at) => drawn(block, at))}</div>
}

function drawn(block: Block, at: number) {
  if (block.kind === 'paragraph') return <p key={at}>{block.content.map(inline)}</p>
  return (
    <ul key={at}>
      {block.items.map((item) => (
        <li key={item.map(({ text }) => text).join()}>{item.map(inline)}</li>
      ))}
    </ul>
  )
}

/** The same on one line. */
export function Words({ text }: { text: string | undefined }) {
  return text === undefined ? null : <span>{inlineOf(text).map(inline)}</span>
}

function inline({ kind, text }: Inline, at: number) {
  if (kind === 'code') return <code key={at}>{text}</code>
  if (kind === 'strong') return <strong key={at}>{text}</strong>
  return kind === 'em' ? <em key={at}>{text}</em> : text
}
