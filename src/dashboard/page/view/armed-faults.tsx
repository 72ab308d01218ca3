import { faultEffect, faultReply, faultTarget } from '../model/fault-words.js'
import { focusOn } from '../state/focus.js'
import { loadFaults } from '../state/load.js'
import { runAction } from '../state/notices.js'
import { faults } from '../state/sandbox-state.js'
import { sandbox } from '../state/session.js'

/** Takes one fault away, or all. */
const disarm = (id: string | null) =>
  runAction('Disarmed', async () => {
    const client = sandbox.peek()
    if (!client) return
    try {
      await (id === null ? client.faults.clear() : client.faults.remove(id))
    } finally {
      // A fault that was used up in the meantime is gone; the list shows it.
      await loadFaults(client)
      focusOn('#armed-title')
    }
  })

export function ArmedFaults() {
  const armed = faults.value
  return (
    <section class="stack" aria-labelledby="armed-title">
      <header class="subhead">
        <h3 id="armed-title" tabIndex={-1}>
          Armed
        </h3>
        <button type="button" class="small" aria-disabled={armed.length === 0} onClick={() => disarm(null)}>
          Disarm all
        </button>
      </header>
      {armed.length === 0 && <p class="quiet">Nothing is armed: every call takes its course.</p>}
      <ul class="armed">
        {armed.map((fault) => (
          <li key={fault.id}>
            <span>
              <b>{faultEffect(fault)}</b>
              <span class="quiet">{faultTarget(fault)}</span>
              {fault.kind === 'error' && <span class="quiet">{faultReply(fault)}</span>}
            </span>
            <span class="left">{fault.times === null ? 'no end' : `${fault.times} left`}</span>
            <button
              type="button"
              class="small"
              aria-label={`Disarm: ${faultEffect(fault)}, ${faultTarget(fault)}`}
              onClick={() => disarm(fault.id)}
            >
              Disarm
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
