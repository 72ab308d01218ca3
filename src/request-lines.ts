import type { Logger } from 'pino'
import { fieldWriter } from './domain/json-field.js'
import type { LogRequest, RequestLine } from './http/request-lifecycle.js'
import { machineTime } from './sandbox/machine-time.js'

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
    output.write(
      `{"level":${log.levels.values[level]},"time":${machineTime()},${own},${fields(line)},"msg":"request"}\n`,
    )
  }
}

const pathField = fieldWriter('path')
const ruleField = fieldWriter('rule')
const accountIdField = fieldWriter('accountId')
const keyField = fieldWriter('key')

function fields({ requestId, method, path, status, durationMs, rule, accountId, key }: RequestLine): string {
  const ended = `,"status":${status},"durationMs":${durationMs}`
  return `"requestId":"${requestId}","method":"${method}"${pathField(path)}${ended}${ruleField(rule)}${accountIdField(accountId)}${keyField(key)}`
}
