import { hostname } from 'node:os'
import { type Logger, pino } from 'pino'
import type { LogRequest } from './http/request-lifecycle.js'
import { LineBatch } from './line-batch.js'
import { requestLines } from './request-lines.js'

/** A server's log, and what writes the lines of requests to it in its place where it can do so faster. */
export interface ServerLog {
  readonly log: Logger
  readonly logRequest?: LogRequest
}

/**
 * A logger to standard output: JSON lines, or readable text where that is a terminal. Where nothing can be written, as on
 * a full disk or to a pipe that nobody reads any more, it says so once on standard error and logs no more.
 */
export async function createLogger(level: string, terminal: boolean): Promise<ServerLog> {
  // On a terminal lines and what is printed between them come in order; elsewhere nothing waits for the log.
  const output = pino.destination({ fd: 1, sync: terminal })
  const lines = terminal ? undefined : new LineBatch(output)
  const base = { pid: process.pid, hostname: hostname() }
  const log = pino({ level, base }, lines ?? (await readable(output)))
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (log.level === 'silent') return
    log.level = 'silent'
    // What it still holds it would try to write for ever when the process ends.
    output.destroy()
    tell(`infinipost-mock: the log cannot be written any more (${error.code}); serving goes on without it\n`)
  })
  return lines === undefined ? { log } : { log, logRequest: requestLines(log, base, lines) }
}

async function readable(destination: ReturnType<typeof pino.destination>) {
  const { default: pretty } = await import('pino-pretty')
  return pretty({
    ignore: `pid,hostname,${IN_LINE.join()}`,
    translateTime: 'HH:MM:ss',
    destination,
    messageFormat: describeLine,
  })
}

/** What the lines of requests, of the start and of the end say in their texts already. */
const IN_LINE = [
  ...['requestId', 'method', 'path', 'status', 'durationMs', 'rule', 'accountId', 'key'],
  ...['version', 'node', 'settings', 'signal'],
]

/** The text of a line: of a request what was asked and what came of it, of the start the settings, else its message. */
function describeLine(line: Record<string, unknown>, messageKey: string): string {
  const { method, path, status, rule, durationMs, requestId, settings } = line
  const message = String(line[messageKey])
  if (settings !== undefined) return [`${message} on Node ${line.node}`, ...assignments(settings as object)].join(' ')
  if (message !== 'request') return requestId === undefined ? message : `${message} (request ${requestId})`
  const ending = [status ?? 'no reply', ...(rule === undefined ? [] : [rule]), `${Math.round(Number(durationMs))} ms`]
  return [method, path, ...ending].join(' ')
}

const assignments = (settings: object) => Object.entries(settings).map(([name, value]) => `${name}=${value}`)

/** Standard error may be as full or as closed as the log. */
function tell(text: string): void {
  process.stderr.on('error', () => {})
  process.stderr.write(text)
}
