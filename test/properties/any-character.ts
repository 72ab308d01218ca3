import fc from 'fast-check'

const SURROGATES = 0x800

/** Any character of Unicode. fast-check's own (`unit: 'binary'`) makes a table of all of them first, which takes seconds. */
export const anyCharacter = fc
  .nat(0x10_ffff - SURROGATES)
  .map((nth) => String.fromCodePoint(nth < 0xd800 ? nth : nth + SURROGATES), nthOf)

/** How fast-check finds that a text of its own, such as `__proto__`, is made of these. */
function nthOf(character: unknown): number {
  const code = String(character).codePointAt(0)!
  if (String.fromCodePoint(code) !== character) throw new TypeError('not one character')
  return code < 0xd800 ? code : code - SURROGATES
}
