import { signal } from '@preact/signals'
import type { Platform } from '../../../client/types.js'
import { requestForm } from './request-form.js'

export const TOOLS = ['try', 'break', 'rules', 'state', 'call'] as const
export type Tool = (typeof TOOLS)[number]

/** Which tool is on show. */
export const tool = signal<Tool>('try')
/** Which of the three columns a narrow screen shows. */
export const column = signal<'accounts' | 'log' | 'tools'>('accounts')
/** The id of the call that is open. */
export const openCallId = signal<string | null>(null)

export function showTool(next: Tool): void {
  tool.value = next
  column.value = 'tools'
}

export function openCall(id: string): void {
  openCallId.value = id
  showTool('call')
}

/** Takes an account's profile into the try-it form. */
export function tryAccount(accountId: string, platform: Platform): void {
  requestForm.accountId.value = accountId
  requestForm.platform.value = platform
  showTool('try')
}
