/** What `make` made of a text, not made again for one that equals the last: many texts are the same call after call. */
export function rememberLast(make: (text: string) => string): (text: string) => string {
  let last: string | undefined
  let made = ''
  return (text) => {
    if (text !== last) {
      made = make(text)
      last = text
    }
    return made
  }
}
