import { openSandbox } from '../state/session.js'

/** The box for the key; another key is another sandbox. */
export function KeyForm({ label, start }: { label: string; start: string }) {
  return (
    <form
      class="key-form"
      onSubmit={(event) => {
        event.preventDefault()
        openSandbox(String(new FormData(event.currentTarget).get('key')))
      }}
    >
      <label for="key">{label}</label>
      <input id="key" name="key" class="mono" defaultValue={start} autocomplete="off" spellcheck={false} required />
      <button type="submit">Open</button>
    </form>
  )
}
