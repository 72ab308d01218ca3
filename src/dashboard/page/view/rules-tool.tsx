import { Source, VerifiedMark } from '../../../browser/rule-marks.js'
import { Statement } from '../../../browser/statement.js'
import type { Account } from '../../../client/types.js'
import { caseOf, missingCase } from '../model/rule-cases.js'
import type { ShownRule } from '../model/types.js'
import { listCalls } from '../state/call-cursor.js'
import { now } from '../state/clock.js'
import { accounts, faults, rules } from '../state/sandbox-state.js'
import { sendAndOpen, sending } from '../state/send.js'

const isRefusal = ({ kind }: ShownRule) => kind !== 'promise'
const GROUPS: [title: string, belongs: (rule: ShownRule) => boolean][] = [
  ['Hit in this sandbox', ({ hits }) => hits !== null && hits > 0],
  ['Not hit yet', ({ hits }) => hits === 0],
  ['About keys, not counted', (rule) => rule.hits === null && isRefusal(rule)],
  ['Promises of a success', (rule) => !isRefusal(rule)],
]

/** Which rules this sandbox has hit and which not yet, and a call for each that provokes it. */
export function RulesTool() {
  const groups = GROUPS.map(([title, belongs]) => ({ title, members: rules.value.filter(belongs) }))
  return (
    <div class="stack">
      <p class="quiet">
        A <Source source="documented" /> rule stands on the vendor’s page; an <Source source="assumed" /> one fills what
        that page leaves open. “Try” sends a call that the rule refuses.
      </p>
      {groups.map(
        ({ title, members }, at) =>
          (at < 2 || members.length > 0) && <Group key={title} title={title} members={members} />,
      )}
    </div>
  )
}

function Group({ title, members }: { title: string; members: ShownRule[] }) {
  return (
    <section>
      <h3>
        {title} <span class="quiet">{members.length}</span>
      </h3>
      {members.length === 0 && <p class="quiet">None.</p>}
      <ul class="rules">
        {members.map((rule) => (
          <li key={rule.id}>
            <p class="rule-name">
              <code>{rule.id}</code>
              <Source source={rule.source} />
              <VerifiedMark verified={rule.verified} />
              <span class="rule-actions">
                <Hits rule={rule} />
                {isRefusal(rule) && <Try id={rule.id} />}
              </span>
            </p>
            <p class="quiet">
              <Statement text={rule.statement} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Hits({ rule: { id, hits } }: { rule: ShownRule }) {
  if (hits === null || hits === 0) return null
  return (
    <button
      type="button"
      class="small plain"
      aria-label={`${hits} ${hits === 1 ? 'request' : 'requests'} refused by ${id}`}
      onClick={() => listCalls({ rule: id })}
    >
      {hits}×
    </button>
  )
}

/** The call that provokes the rule, or why there is none. */
function Try({ id }: { id: string }) {
  const request = caseOf(id, id === 'fault-injected' ? accountsWithFault() : accounts.value, now.peek())
  if (request === undefined) return <span class="quiet">{missingCase(id)}</span>
  const { key, ...sent } = request
  return (
    <button
      type="button"
      class="small"
      aria-label={`Try ${id}`}
      aria-disabled={sending}
      onClick={() => sendAndOpen(sent, key)}
    >
      Try
    </button>
  )
}

/** The accounts that an error is armed for. */
function accountsWithFault(): readonly Account[] {
  const failing = faults.value.filter(({ kind, operation }) => kind === 'error' && operation !== 'get')
  return accounts.value.filter(({ accountId }) => failing.some((fault) => fault.accountId === accountId))
}
