import { headBytes, restBytes } from '../../domain/logged-bytes.js'
import { type LoggedRequest, renderRequest } from '../../domain/logged-request.js'
import type { SandboxEvent } from '../store.js'
import type { BatchResult } from './steps.js'

/** An event as the script takes it. */
export interface SentEvent {
  readonly event: SandboxEvent['event']
  /** JSON text: of a request, the entry as it is kept. */
  readonly data: string
  /** What a log entry counts against the log's bound. */
  readonly bytes: number
  readonly rule: string
}

/** What is sent of an event; nothing of one that only followers would want to know, where there are none. */
export function renderedEvent(event: BatchResult['events'][number], followed: boolean): SentEvent | undefined {
  if ('event' in event) return followed ? { event: event.event, data: event.render(), bytes: 0, rule: '' } : undefined
  return {
    event: 'request',
    data: JSON.stringify(event),
    bytes: headBytes(event) + restBytes(event),
    rule: event.rule ?? '',
  }
}

/** A place among the events of a sandbox. */
export interface EventPlace {
  readonly epoch: string
  readonly sequence: number
}

/** Told where a sandbox is no more: what comes next comes elsewhere. */
export const END = 'end'

const MESSAGE = /^(\w+)-(\d+) (\w+) (.*)$/s

/** What comes over the channel of a sandbox. */
export function parseMessage(message: string): EventPlace & { event: SandboxEvent } {
  const [, epoch, sequence, event, data] = MESSAGE.exec(message) as string[] as [string, string, string, string, string]
  const place = { epoch, sequence: Number(sequence) }
  const named = event as SandboxEvent['event']
  return { ...place, event: named === 'request' ? requestEvent(place, data) : describeEvent(place, named, data) }
}

/** The event of a log entry, from the entry as it is kept. */
export function requestEvent(place: EventPlace, data: string): SandboxEvent {
  return describeEvent(place, 'request', renderRequest(JSON.parse(data) as LoggedRequest))
}

function describeEvent({ epoch, sequence }: EventPlace, event: SandboxEvent['event'], data: string): SandboxEvent {
  // A line break would end the event's line; in JSON text it can only stand between tokens.
  return { id: `${epoch}-${sequence}`, event, data: data.replace(/[\r\n]/g, ' ') }
}
