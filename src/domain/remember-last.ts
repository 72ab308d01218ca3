/** What `make` made of a text, not made again for one that equals the last: many texts are the same call after call. */
export function rememberLast<T>(make: (text: string) => T): (text: string) => T {
  let last: string | undefined
  let made: T
  return (text) => {
    if (text !== last) {
      made = make(text)
      last = text
    }
    return made
  }
}
