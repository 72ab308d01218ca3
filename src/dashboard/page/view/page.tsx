import { refusal } from '../state/session.js'
import { column } from '../state/view.js'
import { AccountsPanel } from './accounts-panel.js'
import { ClockStrip } from './clock-strip.js'
import { Header } from './header.js'
import { KeyGate } from './key-gate.js'
import { LogPanel } from './log-panel.js'
import { Notices } from './notices.js'
import { ToolsPanel } from './tools-panel.js'

const COLUMNS = [
  ['accounts', 'Accounts'],
  ['log', 'Requests'],
  ['tools', 'Tools'],
] as const

/** The whole page: three columns, or on a narrow screen one of them at a time. */
export function Page() {
  return (
    <>
      <Header />
      {refusal.value === null ? <Workbench /> : <KeyGate reason={refusal.value} />}
      <Notices />
    </>
  )
}

function Workbench() {
  return (
    <main class="workbench" data-column={column.value}>
      <ClockStrip />
      <nav class="columns-nav" aria-label="Columns">
        {COLUMNS.map(([name, label]) => (
          <button
            key={name}
            type="button"
            aria-pressed={column.value === name}
            onClick={() => {
              column.value = name
            }}
          >
            {label}
          </button>
        ))}
      </nav>
      <AccountsPanel />
      <LogPanel />
      <ToolsPanel />
    </main>
  )
}
