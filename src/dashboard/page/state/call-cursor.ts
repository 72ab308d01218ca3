import { computed, signal } from '@preact/signals'
import type { CallFilter } from '../model/call-filter.js'
import { openCall, showCalls } from './address.js'
import { listed } from './call-list.js'
import { focusOn } from './focus.js'

/** As tall as a row in the style sheet, its line included. */
export const ROW_HEIGHT = 48
/** Rows beyond the edges, so that scrolling shows no gaps. */
const MARGIN = 6

/** The part of the list that is in view, in pixels. */
export const viewport = signal({ top: 0, height: 800 })
const cursorId = signal<string | null>(null)

/** The row that the tab key reaches: the one moved to last, else the first. */
export const cursor = computed(() => {
  const at = listed.value.findIndex(({ id }) => id === cursorId.value)
  return Math.max(0, at)
})

/** The rows to draw: those in view, and the one that has the cursor. */
export const drawnRows = computed(() => {
  const { top, height } = viewport.value
  const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - MARGIN)
  const last = Math.min(listed.value.length, Math.ceil((top + height) / ROW_HEIGHT) + MARGIN)
  const rows = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at)
  const at = cursor.value
  if (at < listed.value.length && (at < first || at >= last)) rows.push(at)
  return rows
})

let list: HTMLElement | null = null

export function setList(element: HTMLElement | null): void {
  list = element
}

export function setCursor(id: string): void {
  cursorId.value = id
}

/** Moves to a row and gives it the focus. */
export function focusRow(index: number): void {
  const at = Math.min(Math.max(index, 0), listed.peek().length - 1)
  const call = listed.peek()[at]
  if (call === undefined || list === null) return
  cursorId.value = call.id
  const top = at * ROW_HEIGHT
  if (top < list.scrollTop) list.scrollTo({ top })
  const bottom = top + ROW_HEIGHT
  if (bottom > list.scrollTop + list.clientHeight) list.scrollTo({ top: bottom - list.clientHeight })
  focusDrawn(call.id)
}

/** Shows the calls that match and goes to them; to the search where there is none. */
export function listCalls(filter: Partial<CallFilter>): void {
  showCalls(filter)
  if (listed.peek().length === 0) focusOn('#search')
  else requestAnimationFrame(() => focusRow(0))
}

/** Gives the focus to a call's row, once it is drawn; on a narrow screen the list itself is drawn only now. */
export function focusDrawn(id: string): void {
  cursorId.value = id
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })
  })
}

/** How far each key moves in the list. */
export function moveByKey(key: string): boolean {
  const page = Math.max(1, Math.floor(viewport.peek().height / ROW_HEIGHT) - 1)
  const at = cursor.peek()
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: Infinity }[key]
  if (to === undefined) return false
  focusRow(Math.min(to, listed.peek().length - 1))
  return true
}

export function openAtCursor(): void {
  const call = listed.peek()[cursor.peek()]
  if (call !== undefined) openCall(call.id)
}
