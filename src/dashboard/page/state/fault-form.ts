import { signal } from '@preact/signals'
import type { FaultInput, Platform } from '../../../client/types.js'
import type { Operation } from '../model/types.js'
import { showTool } from './address.js'
import { focusOn } from './focus.js'
import { loadFaults } from './load.js'
import { problemOf, say } from './notices.js'
import { sandbox } from './session.js'

/** What the form holds, as text; empty: the server's default. */
export const faultForm = {
  kind: signal<FaultInput['kind']>('error'),
  when: signal<'before' | 'after'>('before'),
  status: signal('500'),
  code: signal(''),
  message: signal(''),
  /** One a line: `retry-after: 30`. */
  headers: signal(''),
  seconds: signal('3'),
  accountId: signal(''),
  platform: signal<Platform | ''>(''),
  operation: signal<Operation>('update'),
  /** Empty: until it is removed. */
  times: signal('1'),
  /** In per cent. */
  chance: signal('100'),
}

/** What is wrong with the last fault that was to be armed. */
export const faultProblem = signal<string | null>(null)

/** Which calls a fault applies to, as the form says. */
function matching() {
  const { accountId, platform, operation, times, chance } = faultForm
  const id = accountId.peek().trim()
  return {
    ...(id !== '' && { accountId: id }),
    ...(platform.peek() !== '' && { platform: platform.peek() as Platform }),
    ...(operation.peek() !== 'update' && { operation: operation.peek() }),
    times: times.peek() === '' ? null : Number(times.peek()),
    ...(chance.peek() !== '100' && { probability: Number(chance.peek()) / 100 }),
  }
}

/** The fault that the form describes. */
export function formFault(): FaultInput {
  const { kind, when, seconds, status, code, message, headers } = faultForm
  const of = kind.peek()
  if (of === 'delay') return { kind: of, ms: Math.round(Number(seconds.peek()) * 1_000) }
  if (of !== 'error') return { kind: of, when: when.peek() }
  const fields = headersIn(headers.peek())
  return {
    kind: of,
    when: when.peek(),
    status: Number(status.peek()),
    ...(code.peek() !== '' && { code: code.peek() }),
    ...(message.peek() !== '' && { message: message.peek() }),
    ...(Object.keys(fields).length > 0 && { headers: fields }),
  }
}

/** `name: value` lines as an object. */
function headersIn(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const entries = lines.map((line) =>
    /^([^:]*):?(.*)$/
      .exec(line)!
      .slice(1)
      .map((part) => part.trim()),
  )
  return Object.fromEntries(entries)
}

/** Arms a fault for the calls that the form names. */
export async function arm(fault: FaultInput): Promise<void> {
  const client = sandbox.peek()
  if (client === null) return
  faultProblem.value = await problemOf(() => client.faults.add({ ...fault, ...matching() }))
  if (faultProblem.peek() !== null) return
  say('Armed')
  await loadFaults(client)
}

/** Shows what is armed. */
export function showArmed(): void {
  showTool('faults')
  focusOn('#armed-title')
}
