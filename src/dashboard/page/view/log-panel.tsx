import { signal, useComputed, useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { LoggedRequest } from '../../../client/types.js'
import { summarize, type Tone } from '../model/outcome.js'
import { runAction } from '../state/notices.js'
import { calls } from '../state/sandbox-state.js'
import { sandbox } from '../state/session.js'
import { openCallId } from '../state/view.js'
import { LogRow } from './log-row.js'

const FILTERS: [value: Tone | 'all', label: string][] = [
  ['all', 'All'],
  ['ok', 'Applied'],
  ['warn', 'Refused'],
  ['bad', 'Failed'],
  ['lost', 'No reply'],
]
const wanted = signal<Tone | 'all'>('all')

/**
 * The calls as they come, newest first. Whoever has scrolled down to read is not disturbed: newer calls wait, counted
 * in a button, until they are asked for.
 */
export function LogPanel() {
  const list = useRef<HTMLDivElement>(null)
  const heldHead = useSignal<LoggedRequest | null>(null)
  const matching = useComputed(() =>
    wanted.value === 'all' ? calls.value : calls.value.filter(({ status }) => summarize(status).tone === wanted.value),
  )
  const held = heldHead.value === null ? 0 : Math.max(0, matching.value.indexOf(heldHead.value))
  const release = () => {
    heldHead.value = null
    list.current?.scrollTo({ top: 0 })
  }
  return (
    <section class="panel log" aria-labelledby="log-title">
      <LogHead />
      <div
        class="panel-body log-body"
        ref={list}
        onScroll={({ currentTarget: { scrollTop } }) => {
          if (scrollTop <= 0) heldHead.value = null
          else heldHead.value ??= matching.peek()[0] ?? null
        }}
      >
        {held > 0 && (
          <button type="button" class="held" onClick={release}>
            {held} newer ↑
          </button>
        )}
        <ol class="rows">
          {matching.value.slice(held).map((call) => (
            <LogRow key={call.id} call={call} open={call.id === openCallId.value} />
          ))}
        </ol>
        {matching.value.length === 0 && (
          <p class="empty">
            {calls.value.length === 0
              ? 'No calls yet. They appear here as they come: send one from “Try it”, or from your own code with this key.'
              : 'No call matches.'}
          </p>
        )}
      </div>
    </section>
  )
}

function LogHead() {
  return (
    <header class="panel-head">
      <h2 id="log-title">Requests</h2>
      <span class="quiet">{calls.value.length.toLocaleString('en')}</span>
      <select
        aria-label="Which requests to show"
        value={wanted.value}
        onChange={(event) => {
          wanted.value = event.currentTarget.value as Tone | 'all'
        }}
      >
        {FILTERS.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <button
        type="button"
        class="small"
        disabled={calls.value.length === 0}
        onClick={() =>
          runAction('Log emptied', async () => {
            await sandbox.value?.clearRequests()
            calls.value = []
          })
        }
      >
        Clear
      </button>
    </header>
  )
}
