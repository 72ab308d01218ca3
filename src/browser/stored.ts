/** A value that the browser keeps; null where it keeps nothing, as in some private windows. */
export function readStored(name: string, storage: 'localStorage' | 'sessionStorage' = 'localStorage'): string | null {
  try {
    return window[storage].getItem(name)
  } catch {
    return null
  }
}

/** Keeps a value if the browser can; null takes it away. */
export function store(
  name: string,
  value: string | null,
  storage: 'localStorage' | 'sessionStorage' = 'localStorage',
): void {
  try {
    if (value === null) window[storage].removeItem(name)
    else window[storage].setItem(name, value)
  } catch {
    // Then it is asked for again next time.
  }
}
