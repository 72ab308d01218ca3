import { openCallId } from '../state/address.js'
import { cursor, drawnRows, focusDrawn, moveByKey, ROW_HEIGHT } from '../state/call-cursor.js'
import { listed } from '../state/call-list.js'
import { printing } from '../state/printing.js'
import { LogRow } from './log-row.js'

/**
 * The rows that are in view, each at its place in a list as tall as all of them. They are one stop of the tab key; the
 * arrow keys move within.
 */
export function LogRows() {
  const list = listed.value
  const rows = printing.value ? list.map((_, at) => at) : drawnRows.value
  return (
    <ol
      class="rows"
      aria-label="Requests, newest first"
      style={{ height: `${list.length * ROW_HEIGHT}px` }}
      onKeyDown={(event) => {
        if (!event.ctrlKey && !event.metaKey && !event.altKey && moveByKey(event.key)) event.preventDefault()
      }}
      onFocusIn={({ target }) => {
        const { id } = (target as HTMLElement).dataset
        if (id !== undefined && id !== list[cursor.peek()]?.id) focusDrawn(id)
      }}
    >
      {rows.map((at) => {
        const call = list[at]!
        return (
          <LogRow
            key={call.id}
            call={call}
            at={at}
            size={list.length}
            open={call.id === openCallId.value}
            reachable={at === cursor.value}
          />
        )
      })}
    </ol>
  )
}
