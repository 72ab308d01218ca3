import { milliseconds } from './format.js'
import { PLATFORM_LABEL } from './platform.js'
import type { ShownFault } from './types.js'

/** What an armed fault does: `Fail with 500 internal, nothing applied`. */
export function faultEffect(fault: ShownFault): string {
  if (fault.kind === 'delay') return `Delay by ${milliseconds(fault.ms)}`
  const when = fault.when === 'after' ? 'after applying' : 'nothing applied'
  if (fault.kind === 'error') return `Fail with ${fault.status} ${fault.code}, ${when}`
  return `${fault.kind === 'disconnect' ? 'Close the connection' : 'Cut the reply'}, ${when}`
}

/** Which calls an armed fault applies to: `acc_x, TikTok, 1 call in 4`. */
export function faultTarget(fault: ShownFault): string {
  const { accountId = 'any account', platform, operation, probability = 1 } = fault
  return [
    accountId,
    platform === undefined ? 'any platform' : PLATFORM_LABEL[platform],
    operation === 'get' ? 'reads' : '',
    probability < 1 ? `${Math.round(probability * 1_000) / 10} % of calls` : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}

/** What an error says and carries beside its status; empty for any other fault. */
export function faultReply(fault: ShownFault): string {
  if (fault.kind !== 'error') return ''
  const headers = Object.entries(fault.headers ?? {}).map(([name, value]) => `${name}: ${value}`)
  return [`“${fault.message}”`, ...headers].join(', ')
}

/** The same in a chip on an account: `500`, `delay 3.0 s`. */
export function faultChip(fault: ShownFault): string {
  const effect = {
    error: () => 'error',
    delay: () => 'delay',
    disconnect: () => 'no reply',
    truncate: () => 'cut reply',
  }
  const detail =
    fault.kind === 'error' ? ` ${fault.status}` : fault.kind === 'delay' ? ` ${milliseconds(fault.ms)}` : ''
  return `${effect[fault.kind]()}${detail}${fault.times === null ? '' : ` × ${fault.times}`}`
}

/** The faults that apply to one account alone; on one of its platforms, or on both. */
export function faultsOf(faults: readonly ShownFault[], accountId: string): ShownFault[] {
  return faults.filter((fault) => fault.accountId === accountId)
}
