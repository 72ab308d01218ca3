/** Gives the focus to what is drawn by then, where the part that had it goes away or is done with. */
export function focusOn(...selectors: string[]): void {
  requestAnimationFrame(() => {
    for (const selector of selectors) {
      const found = document.querySelector<HTMLElement>(selector)
      if (found !== null) return found.focus()
    }
  })
}
