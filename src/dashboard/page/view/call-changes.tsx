import { changesOf } from '../model/changes.js'
import type { Call } from '../model/types.js'

/** The profile before and after, with what the call has changed marked by a word and not by colour alone. */
export function CallChanges({ call: { before, after } }: { call: Call }) {
  if (!before || !after) return null
  return (
    <table class="changes">
      <caption>What changed</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {changesOf(before, after).map(({ field, changed, ...values }) => (
          <tr key={field} data-changed={changed}>
            <th scope="row">
              {field}
              {changed && <span class="changed">changed</span>}
            </th>
            <td dir="auto">{values.before}</td>
            <td dir="auto">{changed ? <b>{values.after}</b> : values.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
