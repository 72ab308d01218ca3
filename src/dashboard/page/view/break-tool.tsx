import { signal } from '@preact/signals'
import type { FaultInput, Platform } from '../../../client/types.js'
import { loadFaults } from '../state/load.js'
import { runAction } from '../state/notices.js'
import { sandbox } from '../state/session.js'
import { ArmedFaults } from './armed-faults.js'
import { PLATFORM_LABEL } from './profile-cell.js'

const status = signal('500')
const seconds = signal('3')
const accountId = signal('')
const platform = signal<Platform | ''>('')
const times = signal('1')

/** Which calls the fault applies to, as the form says. */
function matching() {
  const id = accountId.peek().trim()
  return {
    ...(id !== '' && { accountId: id }),
    ...(platform.peek() !== '' && { platform: platform.peek() as Platform }),
    times: times.peek() === '' ? null : Number(times.peek()),
  }
}

const arm = (fault: FaultInput) =>
  runAction('Armed', async () => {
    const client = sandbox.peek()
    await client?.faults.add({ ...fault, ...matching() })
    if (client) await loadFaults(client)
  })

/** Arms faults for calls to come, and shows what is armed. */
export function BreakTool() {
  return (
    <div class="stack">
      <p class="quiet">Each button arms the next call that matches, whoever sends it.</p>
      <div class="breakers">
        <button type="button" onClick={() => arm({ kind: 'error', status: Number(status.peek()) })}>
          Fail the call
        </button>
        <NumberBox label="with status" value={status} min={400} max={599} />
        <button type="button" onClick={() => arm({ kind: 'delay', ms: Math.round(Number(seconds.peek()) * 1_000) })}>
          Delay the call
        </button>
        <NumberBox label="by seconds" value={seconds} min={0} max={60} step="any" />
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
      <fieldset class="fields which">
        <legend>Which calls</legend>
        <label>
          Account
          <input
            class="mono"
            value={accountId}
            placeholder="any"
            list="account-ids"
            autocomplete="off"
            onInput={(event) => {
              accountId.value = event.currentTarget.value
            }}
          />
        </label>
        <label>
          Platform
          <select
            value={platform.value}
            onChange={(event) => {
              platform.value = event.currentTarget.value as Platform | ''
            }}
          >
            <option value="">any</option>
            {Object.entries(PLATFORM_LABEL).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <NumberBox label="How many" value={times} min={1} max={10_000} placeholder="no end" />
      </fieldset>
      <ArmedFaults />
    </div>
  )
}

interface BoxProps {
  label: string
  value: typeof status
  min: number
  max: number
  step?: string
  placeholder?: string
}

function NumberBox({ label, value, ...rest }: BoxProps) {
  return (
    <label class="number">
      {label}
      <input
        type="number"
        value={value}
        {...rest}
        onInput={(event) => {
          value.value = event.currentTarget.value
        }}
      />
    </label>
  )
}
