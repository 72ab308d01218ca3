import { useEffect } from 'preact/hooks'
import { type Rule, Source, VerifiedMark } from '../../../browser/rule-marks.js'
import { Statement } from '../../../browser/statement.js'
import { type RuleProblem, reportWords } from '../model/rules.js'
import { loadRules, ruleList } from '../state.js'
import { showTarget } from '../target.js'

const KINDS: [title: string, kind: Rule['kind']][] = [
  ['What a call is refused for, in the order of the checks', 'refusal'],
  ['What every reply promises', 'promise'],
]

/** Every rule, whether the vendor's page states it, and whether the vendor was seen to do the same. */
export function RulesSection() {
  return (
    <section class="endpoint" id="rules" aria-labelledby="rules-title">
      <h3 id="rules-title">
        <a href="#rules">All rules</a>
      </h3>
      <p>
        A <Source source="documented" /> rule stands on the vendor’s pages; an <Source source="assumed" /> one fills
        what they leave open.
      </p>
      <List />
    </section>
  )
}

function List() {
  const list = ruleList.value
  if (list === null) return <p role="status">The rules are being read…</p>
  if ('problem' in list) return <Problem {...list} />
  return <Table rules={list.rules} />
}

function Table({ rules }: { rules: readonly Rule[] }) {
  useEffect(() => {
    if (location.hash.startsWith('#rule-')) showTarget()
  }, [])
  return (
    <>
      <p class="quiet">
        {reportWords(rules) ?? (
          <>
            Whether the vendor does the same is shown where the server has a conformance report:{' '}
            <code>CONFORMANCE_REPORT</code>.
          </>
        )}
      </p>
      <table class="rules" aria-labelledby="rules-title">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">What it says</th>
            <th scope="col">Source</th>
          </tr>
        </thead>
        {KINDS.map(([title, kind]) => (
          <tbody key={kind}>
            <tr class="kind">
              <th scope="rowgroup" colSpan={3}>
                {title}
              </th>
            </tr>
            {rules
              .filter((rule) => rule.kind === kind)
              .map((rule) => (
                <Row key={rule.id} rule={rule} />
              ))}
          </tbody>
        ))}
      </table>
    </>
  )
}

function Problem({ kind, problem }: RuleProblem) {
  const [tone, role] = kind === 'no key' ? (['', 'status'] as const) : (['field-problem', 'alert'] as const)
  return (
    <div>
      <p class={tone} role={role}>
        {problem}
      </p>
      {kind !== 'failed' ? (
        <p>
          <a href="#key">Give a test key</a> at the top of this page, and the rules are listed here.
        </p>
      ) : (
        <p>
          <button type="button" onClick={loadRules}>
            Read them again
          </button>
        </p>
      )}
    </div>
  )
}

function Row({ rule: { id, statement, source, verified } }: { rule: Rule }) {
  return (
    <tr id={`rule-${id}`}>
      <th scope="row">
        <a href={`#rule-${id}`}>
          <code>{id}</code>
        </a>
      </th>
      <td>
        <Statement text={statement} />
      </td>
      <td>
        <Source source={source} /> <VerifiedMark verified={verified} />
      </td>
    </tr>
  )
}
