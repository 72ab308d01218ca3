import { useEffect, useRef } from 'preact/hooks'
import { refresh } from '../state/refresh.js'
import { TOOLS, type Tool, tool } from '../state/view.js'
import { BreakTool } from './break-tool.js'
import { CallTool } from './call-tool.js'
import { RulesTool } from './rules-tool.js'
import { StateTool } from './state-tool.js'
import { TryTool } from './try-tool.js'

const LABEL: Record<Tool, string> = {
  try: 'Try it',
  break: 'Break it',
  rules: 'Rules',
  state: 'State',
  call: 'Call',
}
const VIEW = { try: TryTool, break: BreakTool, rules: RulesTool, state: StateTool, call: CallTool }

/** A panel of text alone is scrolled by keys only if it can be reached. */
const REACHABLE = { tabIndex: 0 }

/** The right column: one tool at a time. */
export function ToolsPanel() {
  const View = VIEW[tool.value]
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    body.current?.scrollTo({ top: 0 })
    if (tool.value === 'break') refresh()
  }, [tool.value])
  return (
    <section class="panel tools" aria-label="Tools">
      <div class="tabs" role="tablist" aria-label="Tools">
        {TOOLS.map((name) => (
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
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${name}`}
      aria-selected={selected}
      aria-controls="tool"
      tabIndex={selected ? 0 : -1}
      onClick={() => {
        tool.value = name
      }}
      onKeyDown={moveByArrow}
    >
      {LABEL[name]}
    </button>
  )
}

/** Arrow keys, Home and End move between tabs, as tab lists do everywhere. */
function moveByArrow(event: KeyboardEvent): void {
  const at = TOOLS.indexOf(tool.peek())
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TOOLS.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  tool.value = TOOLS.at(to % TOOLS.length)!
  document.querySelector<HTMLElement>(`#tab-${tool.peek()}`)?.focus()
}
