import { useEffect, useRef } from 'preact/hooks'
import { showTool, type Tool, tabs, tool } from '../state/address.js'
import { refresh } from '../state/refresh.js'
import { faults } from '../state/sandbox-state.js'
import { AccountTool } from './account-tool.js'
import { CallTool } from './call-tool.js'
import { FaultsTool } from './faults-tool.js'
import { RulesTool } from './rules-tool.js'
import { StateTool } from './state-tool.js'
import { TryTool } from './try-tool.js'

const LABEL: Record<Tool, string> = {
  try: 'Try it',
  faults: 'Faults',
  rules: 'Rules',
  state: 'State',
  account: 'Account',
  call: 'Call',
}
const VIEW = {
  try: TryTool,
  faults: FaultsTool,
  rules: RulesTool,
  state: StateTool,
  account: AccountTool,
  call: CallTool,
}

/** A panel of text alone is scrolled by keys only if it can be reached. */
const REACHABLE = { tabIndex: 0 }

/** The right column: one tool at a time. */
export function ToolsPanel() {
  const View = VIEW[tool.value]
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    body.current?.scrollTo({ top: 0 })
    if (tool.value === 'faults') refresh()
  }, [tool.value])
  return (
    <section class="panel tools" aria-label="Tools">
      <div class="tabs" role="tablist" aria-label="Tools">
        {tabs.value.map((name) => (
          <Tab key={name} name={name} />
        ))}
      </div>
      <div
        class="panel-body tool"
        id="tool"
        role="tabpanel"
        aria-labelledby={`tab-${tool.value}`}
        {...REACHABLE}
        ref={body}
      >
        <View />
      </div>
    </section>
  )
}

function Tab({ name }: { name: Tool }) {
  const selected = tool.value === name
  const armed = name === 'faults' ? faults.value.length : 0
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${name}`}
      aria-selected={selected}
      aria-controls="tool"
      tabIndex={selected ? 0 : -1}
      onClick={() => showTool(name)}
      onKeyDown={moveByArrow}
    >
      {LABEL[name]}
      {armed > 0 && <span class="count">{armed}</span>}
    </button>
  )
}

/** Arrow keys, Home and End move between tabs, as tab lists do everywhere. */
function moveByArrow(event: KeyboardEvent): void {
  const names = tabs.peek()
  const at = names.indexOf(tool.peek())
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  showTool(names.at(to % names.length)!)
  document.querySelector<HTMLElement>(`#tab-${tool.peek()}`)?.focus()
}
