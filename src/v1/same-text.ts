/**
 * Gives the last text instead of one that equals it: of what is the same in many calls, their log entries then keep one
 * text between them.
 */
export function sameText(): (text: string) => string {
  let last = ''
  return (text) => {
    if (text !== last) last = text
    return last
  }
}
