import { useSignal } from '@preact/signals'
import { useContext } from 'preact/hooks'
import { Json } from '../../../browser/json.js'
import type { MediaType } from '../model/document.js'
import { examplesOf } from '../model/examples.js'
import { hasParts } from '../model/schema-words.js'
import { DocumentContext, SchemaView } from './schema.js'

/** The body of a request or a reply: what it holds and what it looks like. */
export function Media({ type, media, of }: { type: string; media: MediaType; of: string }) {
  const document = useContext(DocumentContext)
  const examples = examplesOf(document, media)
  const chosen = useSignal(0)
  const example = examples[chosen.value]
  return (
    <div class="media">
      <p class="quiet mono">{type}</p>
      {media.schema && hasParts(document, media.schema) && (
        <details>
          <summary>
            Fields<span class="visually-hidden"> of {of}</span>
          </summary>
          <SchemaView schema={media.schema} />
        </details>
      )}
      {examples.length > 1 && (
        <select
          aria-label={`Example of ${of}`}
          value={String(chosen.value)}
          onChange={(event) => {
            chosen.value = Number(event.currentTarget.value)
          }}
        >
          {examples.map(({ name }, at) => (
            <option key={name} value={String(at)}>
              {name}
            </option>
          ))}
        </select>
      )}
      {example && <Json label={examples.length > 1 ? example.name : 'Example'} value={example.value} />}
    </div>
  )
}
