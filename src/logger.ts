import { type Logger, pino } from 'pino'

/**
 * A logger to standard output: JSON lines, or readable text where that is a terminal. Where nothing can be written, as on
 * a full disk or to a pipe that nobody reads any more, it says so once on standard error and logs no more.
 */
export async function createLogger(level: string, terminal: boolean): Promise<Logger> {
  const output = pino.destination({ fd: 1, sync: false })
  const log = pino({ level }, terminal ? await readable(output) : output)
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (log.level === 'silent') return
    log.level = 'silent'
    // What it still holds it would try to write for ever when the process ends.
    output.destroy()
    tell(`infinipost-mock: the log cannot be written any more (${error.code}); serving goes on without it\n`)
  })
  return log
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

/** What the line of a request says in its text already. */
const IN_LINE = ['requestId', 'method', 'path', 'status', 'durationMs', 'rule', 'accountId', 'key']

/** The text of a line: of a request what was asked and what came of it, of any other its message. */
function describeLine(line: Record<string, unknown>, messageKey: string): string {
  const { method, path, status, rule, durationMs, requestId } = line
  const message = String(line[messageKey])
  if (message !== 'request') return requestId === undefined ? message : `${message} (request ${requestId})`
  const ending = [status ?? 'no reply', ...(rule === undefined ? [] : [rule]), `${Math.round(Number(durationMs))} ms`]
  return [method, path, ...ending].join(' ')
}

/** Standard error may be as full or as closed as the log. */
function tell(text: string): void {
  process.stderr.on('error', () => {})
  process.stderr.write(text)
}
