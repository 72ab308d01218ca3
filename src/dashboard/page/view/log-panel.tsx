import { useEffect, useRef } from 'preact/hooks'
import { focusRow, setList, viewport } from '../state/call-cursor.js'
import { heldCount, heldHead, matching } from '../state/call-list.js'
import { calls, loaded } from '../state/sandbox-state.js'
import { LogHead } from './log-head.js'
import { LogRows } from './log-rows.js'

/**
 * The calls as they come, newest first. Whoever has scrolled down to read is not disturbed: newer calls wait, counted
 * in a button, until they are asked for.
 */
export function LogPanel() {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = list.current!
    setList(element)
    const sized = new ResizeObserver(() => {
      viewport.value = { top: element.scrollTop, height: element.clientHeight }
    })
    sized.observe(element)
    return () => {
      sized.disconnect()
      setList(null)
    }
  }, [])
  return (
    <section class="panel log" aria-labelledby="log-title">
      <LogHead />
      <div
        class="panel-body log-body"
        ref={list}
        onScroll={({ currentTarget: { scrollTop, clientHeight } }) => {
          viewport.value = { top: scrollTop, height: clientHeight }
          if (scrollTop <= 0) heldHead.value = null
          else heldHead.value ??= matching.peek()[0] ?? null
        }}
      >
        {heldCount.value > 0 && (
          <button
            type="button"
            class="held"
            onClick={() => {
              heldHead.value = null
              list.current?.scrollTo({ top: 0 })
              focusRow(0)
            }}
          >
            {heldCount.value} newer ↑
          </button>
        )}
        <LogRows />
        {matching.value.length === 0 && <p class="empty">{emptyText()}</p>}
      </div>
    </section>
  )
}

function emptyText(): string {
  if (!loaded.value) return 'Reading the log…'
  if (calls.value.length > 0) return 'No request matches.'
  return 'No calls yet. They appear here as they come: send one from “Try it”, or from your own code with this key.'
}
