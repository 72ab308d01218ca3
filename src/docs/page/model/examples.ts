import { type ApiDocument, type MediaType, resolve } from './document.js'

export interface NamedExample {
  name: string
  value: unknown
}

/** The examples of a body, wherever the document has them. */
export function examplesOf(document: ApiDocument, media: MediaType): NamedExample[] {
  if (media.examples !== undefined) {
    return Object.entries(media.examples).map(([name, { summary, value }]) => ({ name: summary ?? name, value }))
  }
  if (media.example !== undefined) return [{ name: 'Example', value: media.example }]
  const { examples = [], example } = media.schema === undefined ? {} : resolve(document, media.schema)
  const values = example === undefined ? examples : [example]
  return values.map((value, at) => ({ name: values.length === 1 ? 'Example' : `Example ${at + 1}`, value }))
}
