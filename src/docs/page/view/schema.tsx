import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { type ApiDocument, refName, resolve, type Schema } from '../model/document.js'
import { boundWords, hasParts, typeWords } from '../model/schema-words.js'
import { Words } from './markdown.js'

/** The document that references are looked up in. */
export const DocumentContext = createContext<ApiDocument>(undefined as never)

/** All that a schema says: its fields with their types, its alternatives, its entries. */
export function SchemaView({ schema }: { schema: Schema }) {
  const document = useContext(DocumentContext)
  const { properties, required = [], items, oneOf, anyOf, enum: values, description } = resolve(document, schema)
  if (items !== undefined) return <SchemaView schema={items} />
  if (values !== undefined) return <p class="mono values">{values.map((one) => String(one)).join(', ')}</p>
  if (properties !== undefined) {
    return (
      <dl class="schema">
        {Object.entries(properties).map(([name, part]) => (
          <Field key={name} name={name} schema={part} required={required.includes(name)} />
        ))}
      </dl>
    )
  }
  const choice = (oneOf ?? anyOf ?? []).filter((one) => hasParts(document, one))
  if (choice.length === 0) return <p class="quiet">{description ?? typeWords(document, schema)}</p>
  return (
    <ul class="choice">
      {choice.map((one) => (
        <li key={refName(one) ?? typeWords(document, one)}>
          <details>
            <summary>{typeWords(document, one)}</summary>
            <SchemaView schema={one} />
          </details>
        </li>
      ))}
    </ul>
  )
}

function Field({ name, schema, required }: { name: string; schema: Schema; required: boolean }) {
  const document = useContext(DocumentContext)
  const resolved = resolve(document, schema)
  const bounds = boundWords(resolved)
  return (
    <div>
      <dt>
        <code>{name}</code> {required && <span class="required">required</span>}
      </dt>
      <dd>
        <span class="type">{typeWords(document, schema)}</span>
        {bounds !== '' && <span class="quiet"> {bounds}</span>}
        {resolved.description !== undefined && (
          <p>
            <Words text={resolved.description} />
          </p>
        )}
        {hasParts(document, schema) && (
          <details>
            <summary>
              Fields<span class="visually-hidden"> of {name}</span>
            </summary>
            <SchemaView schema={schema} />
          </details>
        )}
      </dd>
    </div>
  )
}
