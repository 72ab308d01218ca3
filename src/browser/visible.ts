/**
 * Characters that do not show, or that turn the text around them: controls, zero-width and bidirectional ones, line
 * separators, byte order marks. Tabs and line breaks are layout and stay; so does the joiner that emoji are made with.
 */
const INVISIBLE =
  /[^\P{Cc}\n\t]|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb]/gu

/** The text with what does not show written as escapes; inside a string of JSON it means the same as before. */
export function showInvisible(text: string): string {
  return text.replace(INVISIBLE, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
