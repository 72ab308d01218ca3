import { type Logger, pino } from 'pino'

/**
 * The log of a server in somebody's test run, of which nobody reads JSON lines: silent but for errors that nobody
 * expected, whose causes are in no reply. They go to standard error, where every runner shows them.
 */
export function createLibraryLogger(): Logger {
  return pino({ level: 'error' }, { write: (line) => void process.stderr.write(readable(line)) })
}

function readable(line: string): string {
  const { msg, requestId, err } = JSON.parse(line) as { msg: string; requestId?: string; err?: { stack: string } }
  const where = requestId === undefined ? '' : ` (request ${requestId})`
  return `infinipost-mock: ${msg}${where}\n${err === undefined ? '' : `${err.stack}\n`}`
}
