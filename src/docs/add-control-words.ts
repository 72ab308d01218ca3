import { CONTROL_WORDS, EVENT_EXAMPLE } from './control-words.js'
import type { Json, MediaType, Operation, Response } from './document.js'

/** Adds to an operation what its route does not say itself: a description, and examples of its body and replies. */
export function addControlWords(operation: Operation): void {
  const { description, replies = {}, body } = CONTROL_WORDS[operation.operationId] ?? {}
  if (description !== undefined) operation.description ??= description
  if (body !== undefined) addExample(operation.requestBody!.content, body)
  for (const [status, example] of Object.entries(replies)) addExample(contentOf(operation, status), example)
  if (operation.operationId === 'streamEvents') addExample(contentOf(operation, '200'), EVENT_EXAMPLE)
}

/** Of a reply that the route declares itself. */
function contentOf({ responses }: Operation, status: string): Record<string, MediaType> {
  return (responses[status] as Response).content!
}

function addExample(content: Record<string, MediaType>, example: Json): void {
  for (const media of Object.values(content)) media.example ??= example
}
