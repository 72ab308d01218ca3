import { useSignal } from '@preact/signals'
import { isFiltered, NO_FILTER } from '../model/call-filter.js'
import { address, filterCalls, go } from '../state/address.js'
import { focusRow } from '../state/call-cursor.js'
import { countsByTone, matching } from '../state/call-list.js'
import { focusOn } from '../state/focus.js'
import { runAction } from '../state/notices.js'
import { calls } from '../state/sandbox-state.js'
import { sandbox } from '../state/session.js'
import { LogFilter } from './log-filter.js'

const TONES = [
  ['all', 'All', ''],
  ['ok', '2xx', '2xx'],
  ['warn', '4xx', '4xx'],
  ['bad', '5xx', '5xx'],
  ['lost', 'Lost', 'none'],
] as const

/** The search, the filters and how many calls they leave. */
export function LogHead() {
  const { filter } = address.value
  const more = useSignal(false)
  const filtered = isFiltered(filter)
  const known = calls.value.length.toLocaleString('en')
  const showsMore =
    more.value || [filter.accountId, filter.platform, filter.rule, filter.fault].some((one) => one !== '')
  return (
    <header class="log-head">
      <div class="panel-head">
        <h2 id="log-title">Requests</h2>
        <span class="quiet" role="status">
          {filtered ? `${matching.value.length.toLocaleString('en')} of ${known}` : known}
        </span>
        <span class="group head-actions">
          {filtered && (
            <button
              type="button"
              class="small"
              onClick={() => {
                go({ filter: NO_FILTER })
                focusOn('#search')
              }}
            >
              All requests
            </button>
          )}
          <button
            type="button"
            class="small"
            aria-disabled={calls.value.length === 0}
            title="Empties the log of this sandbox, and the hits of its rules"
            onClick={() =>
              runAction('Log emptied', async () => {
                await sandbox.value?.clearRequests()
                calls.value = []
              })
            }
          >
            Empty
          </button>
        </span>
      </div>
      <div class="search">
        <input
          id="search"
          type="search"
          placeholder="Search path, account, rule, bodies, why"
          aria-label="Search the requests"
          aria-keyshortcuts="/"
          value={filter.text}
          onInput={(event) => filterCalls({ text: event.currentTarget.value }, true)}
          onKeyDown={({ key }) => {
            if (key === 'ArrowDown' || key === 'Enter') focusRow(0)
          }}
        />
        <button
          type="button"
          aria-expanded={showsMore}
          onClick={() => {
            more.value = !showsMore
            if (showsMore) filterCalls({ accountId: '', platform: '', rule: '', fault: '' })
          }}
        >
          Filter
        </button>
      </div>
      <fieldset class="tones" aria-label="By status">
        {TONES.map(([tone, label, status]) => (
          <button
            key={tone}
            type="button"
            aria-pressed={filter.status === status}
            onClick={() => filterCalls({ status })}
          >
            {label} <span class="quiet">{countsByTone.value[tone].toLocaleString('en')}</span>
          </button>
        ))}
      </fieldset>
      {showsMore && <LogFilter />}
    </header>
  )
}
