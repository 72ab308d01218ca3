import { effect, signal } from '@preact/signals'
import { keyProblem } from '../../browser/key-problem.js'
import { DEMO_KEY, rememberedKey, rememberKey } from '../../browser/remembered-key.js'
import { type RuleList, readRules } from './model/rules.js'

const remembered = rememberedKey()
/** The key that calls are sent with: the dashboard's, which takes over a change made here. */
export const key = signal(remembered ?? DEMO_KEY)
/** Which endpoints are listed: those that hold this text. */
export const find = signal('')
/** null while they are on their way. */
export const ruleList = signal<RuleList | null>(null)

let first = true
effect(() => {
  const changed = key.value
  if (!first && keyProblem(changed) === null) rememberKey(changed)
  first = false
})

let reading = new AbortController()

/** Reads the rules by the key as it stands. */
export async function loadRules(): Promise<void> {
  reading.abort()
  const ending = new AbortController()
  reading = ending
  const list = await readRules(key.peek(), ending.signal)
  if (reading === ending) ruleList.value = list
}

/** Reads them for the first time. Where nobody has chosen a key yet, it is no one's fault that the server refuses it. */
export async function loadFirstRules(): Promise<void> {
  await loadRules()
  const list = ruleList.peek()
  if (remembered !== null || list === null || !('kind' in list) || list.kind === 'failed') return
  key.value = ''
  await loadRules()
}
