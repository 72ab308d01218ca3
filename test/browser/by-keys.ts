import type { Locator, Page } from 'playwright-core'

/** More stops than any walk needs. */
const MOST = 90

/** Presses Tab until what is meant has the focus; each stop on the way has to show that it has it. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let pressed = 0; pressed < MOST; pressed++) {
    await page.keyboard.press(key)
    const { there, shown, html } = await target.evaluate(focusIn)
    if (!shown) throw new Error(`The focus does not show on ${html}`)
    if (there) return
  }
  throw new Error(`${MOST} times ${key} do not lead to ${target}`)
}

/** What the browser has of it, in a folder whose types know no browser. */
interface Dom {
  document: { activeElement: FocusedElement; body: FocusedElement }
  getComputedStyle(element: FocusedElement): { outlineStyle: string; outlineWidth: string }
  innerWidth: number
  innerHeight: number
}
interface FocusedElement {
  outerHTML: string
  getBoundingClientRect(): { top: number; right: number; bottom: number; left: number }
}

/** Runs in the page: whether it is the target that has the focus, and whether whoever looks can tell what has it. */
function focusIn(target: unknown) {
  const { document, getComputedStyle, innerWidth, innerHeight } = globalThis as unknown as Dom
  const focused = document.activeElement
  const { outlineStyle, outlineWidth } = getComputedStyle(focused)
  const { top, right, bottom, left } = focused.getBoundingClientRect()
  const isOnScreen = right > left && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth
  const isMarked = outlineStyle !== 'none' && outlineWidth !== '0px'
  return {
    there: focused === target,
    shown: focused === document.body || (isMarked && isOnScreen),
    html: focused.outerHTML.slice(0, 200),
  }
}

/** Moves along the tabs of the tools to one of them. */
export async function toolByKeys(page: Page, name: string): Promise<void> {
  const selected = page.getByRole('tab', { selected: true })
  await tabTo(page, selected)
  for (let pressed = 0; pressed < 6 && !(await selected.innerText()).startsWith(name); pressed++) {
    await page.keyboard.press('ArrowRight')
  }
}
