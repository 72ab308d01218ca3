import type { Logger } from 'pino'
import { jsonEscaped } from './domain/json-escaped.js'
import type { LogRequest, RequestLine } from './http/request-lifecycle.js'

/** Where lines go. */
interface Output {
  write(line: string): void
}

/**
 * Writes the lines of requests as the logger does, field by field: a line a request is most of what it ever writes.
 * `base` is what it writes into every line.
 */
export function requestLines(log: Logger, base: Readonly<Record<string, string | number>>, output: Output): LogRequest {
  const own = JSON.stringify(base).slice(1, -1)
  return (level, line) => {
    if (!log.isLevelEnabled(level)) return
    output.write(`{"level":${log.levels.values[level]},"time":${Date.now()},${own},${fields(line)},"msg":"request"}\n`)
  }
}

function fields({ requestId, method, path, status, durationMs, rule, accountId, key }: RequestLine): string {
  return (
    `"requestId":"${requestId}","method":"${method}","path":"${jsonEscaped(path)}"` +
    `,"status":${status},"durationMs":${durationMs}` +
    `${rule === undefined ? '' : `,"rule":"${jsonEscaped(rule)}"`}` +
    `${accountId === undefined ? '' : `,"accountId":"${jsonEscaped(accountId)}"`}` +
    `${key === undefined ? '' : `,"key":"${jsonEscaped(key)}"`}`
  )
}
