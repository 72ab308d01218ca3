import { arm, faultForm } from '../state/fault-form.js'
import { ArmedFaults } from './armed-faults.js'
import { FaultForm } from './fault-form.js'

/** Arms faults for calls to come, and shows what is armed. */
export function FaultsTool() {
  return (
    <div class="stack">
      <p class="quiet">Each button arms the next call that matches, whoever sends it.</p>
      <div class="breakers">
        <button type="button" onClick={() => arm({ kind: 'error', status: 500 })}>
          Fail the call
        </button>
        <span class="quiet">A 500 comes, and nothing is applied.</span>
        <button
          type="button"
          onClick={() => arm({ kind: 'delay', ms: Math.round(Number(faultForm.seconds.peek()) * 1_000) })}
        >
          Delay the call
        </button>
        <span class="quiet">The reply takes {faultForm.seconds} seconds more.</span>
        <button type="button" onClick={() => arm({ kind: 'disconnect', when: 'after' })}>
          Lose the reply
        </button>
        <span class="quiet">The update is applied, then the connection closes.</span>
        <button type="button" onClick={() => arm({ kind: 'disconnect', when: 'before' })}>
          Drop the call
        </button>
        <span class="quiet">The connection closes and nothing is applied.</span>
        <button type="button" onClick={() => arm({ kind: 'truncate', when: 'after' })}>
          Cut the reply
        </button>
        <span class="quiet">The update is applied, then half of the reply comes.</span>
      </div>
      <ArmedFaults />
      <FaultForm />
    </div>
  )
}
