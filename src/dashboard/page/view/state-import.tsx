import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { StateInput } from '../../../client/types.js'
import { locate, pathIn } from '../model/error-path.js'
import { problemOf, say, show } from '../state/notices.js'
import { sandbox } from '../state/session.js'
import { FieldProblem } from './field-problem.js'

/** Takes a state in, from a file or as text. What the server refuses is shown where it stands in the text. */
export function StateImport() {
  const text = useSignal('')
  const problem = useSignal<string | null>(null)
  const over = useSignal(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const read = async (file: File | undefined) => {
    over.value = false
    problem.value = null
    if (file !== undefined) text.value = await file.text()
  }
  const submit = async () => {
    problem.value = await problemOf(async () => sandbox.value?.state.put(JSON.parse(text.value) as StateInput))
    if (problem.value !== null) return pointAt(box.current!, problem.value)
    say('State imported')
    show({ tone: 'good', text: 'State imported.' })
  }
  return (
    <form
      class="stack drop"
      data-over={over.value}
      onDragOver={(event) => {
        event.preventDefault()
        over.value = true
      }}
      onDragLeave={() => {
        over.value = false
      }}
      onDrop={(event) => {
        event.preventDefault()
        read(event.dataTransfer?.files[0])
      }}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h3>Import</h3>
      <p class="quiet">
        Replaces the state and empties the log. What the file leaves out comes from the seed. Choose a file, drop one
        here, or write.
      </p>
      <input
        type="file"
        accept="application/json,.json"
        aria-label="A state file"
        onChange={(event) => read(event.currentTarget.files?.[0])}
      />
      <textarea
        class="mono"
        rows={9}
        aria-label="The state as JSON"
        aria-invalid={problem.value !== null}
        placeholder={'{"clock": {"mode": "frozen", "now": "2024-04-21T10:00:00Z"}}'}
        value={text}
        spellcheck={false}
        required
        ref={box}
        onInput={(event) => {
          text.value = event.currentTarget.value
          problem.value = null
        }}
      />
      <FieldProblem text={problem.value} />
      <button type="submit">Import</button>
    </form>
  )
}

/** Selects what the message is about. */
function pointAt(box: HTMLTextAreaElement, message: string): void {
  box.focus()
  const path = pathIn(message)
  const found = path.length === 0 ? undefined : locate(box.value, path)
  if (found === undefined) return
  box.setSelectionRange(found.start, found.end)
  const line = box.value.slice(0, found.start).split('\n').length
  box.scrollTop = (line - 3) * Number.parseFloat(getComputedStyle(box).lineHeight)
}
