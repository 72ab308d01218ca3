import { effect, signal } from '@preact/signals'
import { keyProblem } from '../../browser/key-problem.js'
import { DEMO_KEY, rememberedKey, rememberKey } from '../../browser/remembered-key.js'

/** The key that calls are sent with: the dashboard's, which takes over a change made here. */
export const key = signal(rememberedKey() ?? DEMO_KEY)
/** Which endpoints are listed: those that hold this text. */
export const find = signal('')

let first = true
effect(() => {
  const changed = key.value
  if (!first && keyProblem(changed) === null) rememberKey(changed)
  first = false
})
