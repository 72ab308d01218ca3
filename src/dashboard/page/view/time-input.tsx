import type { TimeEntry } from '../model/time-input.js'
import { FieldProblem } from './field-problem.js'

interface Props {
  label: string
  /** Whose time it is, for those who do not see where it stands. */
  of: string
  entry: TimeEntry
  problem: string | null
  onChange: (entry: TimeEntry) => void
}

/** A time: never, so long before the sandbox's present, or a moment in UTC. */
export function TimeInput({ label, of, entry, problem, onChange }: Props) {
  const { kind, text } = entry
  return (
    <fieldset class="time-input" aria-label={`${label}, ${of}`}>
      <span aria-hidden="true">{label}</span>
      <select
        aria-label={`${label}: how it is given`}
        value={kind}
        onChange={({ currentTarget: { value } }) =>
          onChange({ kind: value as TimeEntry['kind'], text: value === 'ago' ? '2 days' : '' })
        }
      >
        <option value="never">never</option>
        <option value="ago">ago</option>
        <option value="at">at (UTC)</option>
      </select>
      {kind === 'ago' && (
        <input
          value={text}
          aria-label={`${label}: how long ago`}
          placeholder="2 days 3 hours"
          aria-invalid={problem !== null}
          onInput={(event) => onChange({ kind, text: event.currentTarget.value })}
        />
      )}
      {kind === 'at' && (
        <input
          type="datetime-local"
          step="1"
          value={text}
          aria-label={`${label}: when, in UTC`}
          aria-invalid={problem !== null}
          onInput={(event) => onChange({ kind, text: event.currentTarget.value })}
        />
      )}
      <FieldProblem text={problem} />
    </fieldset>
  )
}
