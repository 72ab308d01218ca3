import type { Parameter } from '../model/document.js'
import type { NamedExample } from '../model/examples.js'

interface ParameterProps {
  parameter: Parameter
  /** The form's, so that ids differ from form to form. */
  form: string
  value: string
  onChange: (value: string) => void
}

export function ParameterField({ parameter, form, value, onChange }: ParameterProps) {
  const { name, in: place, required, schema } = parameter
  const id = `${form}-${name}`
  return (
    <div>
      <label for={id}>
        {name} <span class="quiet">{place}</span>
      </label>
      {schema?.enum === undefined ? (
        <input
          id={id}
          class="mono"
          value={value}
          required={required}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="">not sent</option>
          {schema.enum.map((one) => (
            <option key={String(one)}>{String(one)}</option>
          ))}
        </select>
      )}
    </div>
  )
}

interface BodyProps {
  examples: NamedExample[]
  value: string
  onChange: (value: string) => void
}

export function BodyField({ examples, value, onChange }: BodyProps) {
  return (
    <>
      {examples.length > 1 && (
        <label>
          Start from
          <select onChange={({ currentTarget }) => onChange(text(examples[Number(currentTarget.value)]))}>
            {examples.map(({ name }, at) => (
              <option key={name} value={String(at)}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        Body <span class="quiet">JSON</span>
        <textarea
          class="mono"
          rows={Math.min(14, Math.max(4, value.split('\n').length + 1))}
          value={value}
          spellcheck={false}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </label>
    </>
  )
}

const text = (example: NamedExample | undefined) => JSON.stringify(example?.value, null, 2)
