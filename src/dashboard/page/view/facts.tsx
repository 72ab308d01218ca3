import { showInvisible } from '../../../browser/visible.js'

type Fact = [label: string, value: string | false | null]

/** Names and what they stand for; a fact that is not known is left out. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt>{label}</dt>
              <dd dir="auto">{showInvisible(value)}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
