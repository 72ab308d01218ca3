import { type Field, requestForm, setField } from '../state/request-form.js'

/** A field that is sent when it is ticked; typing ticks it. */
export function TryField({ field, label }: { field: Field; label: string }) {
  const { sent, text } = requestForm.fields[field]
  return (
    <div class="try-field" data-sent={sent.value}>
      <span class="tick">
        <input
          type="checkbox"
          id={`send-${field}`}
          aria-label={`Send ${label.toLowerCase()}`}
          checked={sent.value}
          onChange={(event) => {
            sent.value = event.currentTarget.checked
          }}
        />
      </span>
      <label for={`field-${field}`}>{label}</label>
      <input
        id={`field-${field}`}
        value={text.value}
        dir="auto"
        placeholder={sent.value ? 'empty' : 'not sent'}
        autocomplete="off"
        onInput={(event) => setField(field, event.currentTarget.value)}
      />
    </div>
  )
}
