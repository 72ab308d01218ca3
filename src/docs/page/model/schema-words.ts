import { type ApiDocument, refName, resolve, type Schema } from './document.js'

/** What a value has to be, in a few words: `string (date-time)`, `"tiktok" or "instagram"`, `array of Account`. */
export function typeWords(document: ApiDocument, schema: Schema): string {
  const name = refName(schema)
  const { const: only, enum: values, items, oneOf, anyOf, type, format } = resolve(document, schema)
  if (only !== undefined) return JSON.stringify(only)
  if (values !== undefined)
    return values.length > 6 ? (name ?? 'one of a list') : listOf(values.map((one) => JSON.stringify(one)))
  if (items !== undefined) return `array of ${typeWords(document, items)}`
  if (name !== undefined) return name
  const choice = oneOf ?? anyOf
  if (choice !== undefined) return listOf(choice.map((one) => typeWords(document, one)))
  const word = Array.isArray(type) ? listOf(type) : (type ?? 'any JSON')
  return format === undefined ? word : `${word} (${format})`
}

function listOf(words: string[]): string {
  return [...new Set(words)].join(' or ')
}

/** The bounds of a value: `1 to 1000, default 100`. */
export function boundWords({ minimum, maximum, maxLength, maxItems, pattern, default: standard }: Schema): string {
  return [
    minimum !== undefined && maximum !== undefined ? `${minimum} to ${maximum}` : '',
    minimum !== undefined && maximum === undefined ? `at least ${minimum}` : '',
    minimum === undefined && maximum !== undefined ? `at most ${maximum}` : '',
    maxLength === undefined ? '' : `at most ${maxLength} characters`,
    maxItems === undefined ? '' : `at most ${maxItems} entries`,
    pattern === undefined ? '' : `matches ${pattern}`,
    standard === undefined ? '' : `default ${JSON.stringify(standard)}`,
  ]
    .filter((part) => part !== '')
    .join(', ')
}

/** The schemas that a value's own lines lead on to: its properties, its entries, its alternatives. */
export function hasParts(document: ApiDocument, schema: Schema): boolean {
  const { properties, items, oneOf, anyOf, enum: values } = resolve(document, schema)
  if (items !== undefined) return hasParts(document, items)
  if (properties !== undefined) return Object.keys(properties).length > 0
  return (oneOf ?? anyOf ?? []).some((one) => hasParts(document, one)) || (values !== undefined && values.length > 6)
}
