import { column, lastList, showTool, showView, tool } from '../state/address.js'
import { focusOn } from '../state/focus.js'
import { layout } from '../state/layout.js'
import { gate } from '../state/session.js'
import { AccountsPanel } from './accounts-panel.js'
import { ClockStrip } from './clock-strip.js'
import { Header } from './header.js'
import { KeyGate } from './key-gate.js'
import { LogPanel } from './log-panel.js'
import { NewSandbox } from './new-sandbox.js'
import { Notices } from './notices.js'
import { ShortcutsHelp } from './shortcuts-help.js'
import { ToolsPanel } from './tools-panel.js'

/** The whole page: three columns, or on a narrow screen one of them at a time. */
export function Page() {
  return (
    <>
      <button type="button" class="skip" onClick={skip}>
        Skip to the requests
      </button>
      <Header />
      {gate.value === null ? <Workbench /> : <KeyGate problem={gate.value.problem} />}
      <Notices />
      <ShortcutsHelp />
    </>
  )
}

/** Past the header and the accounts, for those who go by the tab key. */
function skip(): void {
  showView('requests')
  focusOn('#search', '#key')
}

function Workbench() {
  return (
    <main class="workbench" id="main" data-column={column.value} data-list={lastList.value}>
      <NewSandbox />
      <ClockStrip />
      {layout.value !== 'wide' && (
        <nav class="columns-nav" aria-label="Columns">
          <ColumnButton name="accounts" label="Accounts" onClick={() => showView('accounts')} />
          <ColumnButton name="log" label="Requests" onClick={() => showView('requests')} />
          {layout.value === 'narrow' && (
            <ColumnButton name="tools" label="Tools" onClick={() => showTool(tool.peek())} />
          )}
        </nav>
      )}
      <AccountsPanel />
      <LogPanel />
      <ToolsPanel />
    </main>
  )
}

interface ButtonProps {
  name: 'accounts' | 'log' | 'tools'
  label: string
  onClick: () => void
}

function ColumnButton({ name, label, onClick }: ButtonProps) {
  const shown = layout.value === 'narrow' ? column.value : lastList.value
  return (
    <button type="button" aria-pressed={shown === name} onClick={onClick}>
      {label}
    </button>
  )
}
