import type { Rule } from '../../../client/types.js'
import { rules } from '../state/sandbox-state.js'
import { Source, Statement } from './rule-line.js'

const GROUPS: [title: string, belongs: (rule: Rule) => boolean][] = [
  ['Hit in this sandbox', ({ hits }) => hits !== null && hits > 0],
  ['Not hit yet', ({ hits }) => hits === 0],
  ['About keys, not counted', ({ hits, kind }) => hits === null && kind === 'refusal'],
  ['Promised of replies', ({ kind }) => kind === 'promise'],
]

/** Which rules this sandbox has hit and which not yet. */
export function RulesTool() {
  return (
    <div class="stack">
      <p class="quiet">
        A <Source source="documented" /> rule stands on the vendor’s page; an <Source source="assumed" /> one fills what
        that page leaves open.
      </p>
      {GROUPS.map(([title, belongs]) => (
        <Group key={title} title={title} members={rules.value.filter(belongs)} />
      ))}
    </div>
  )
}

function Group({ title, members }: { title: string; members: Rule[] }) {
  return (
    <section>
      <h3>
        {title} <span class="quiet">{members.length}</span>
      </h3>
      {members.length === 0 && <p class="quiet">None.</p>}
      <ul class="rules">
        {members.map(({ id, statement, source, hits }) => (
          <li key={id}>
            <p>
              <code>{id}</code> <Source source={source} />
              {hits !== null && hits > 0 && <b class="hits">{hits}×</b>}
            </p>
            <p class="quiet">
              <Statement text={statement} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
