import { setTimeout as sleep } from 'node:timers/promises'
import { type CommandDeps, conformance } from '../../src/conformance/command.js'

/** Runs the command in this process: its exit code and what it printed. */
export async function runCommand(url: string, args: readonly string[] = [], more: Partial<CommandDeps> = {}) {
  let out = ''
  let err = ''
  const write = (text: string) => {
    out += text
  }
  const writeErr = (text: string) => {
    err += text
  }
  const code = await conformance(url === '' ? args : ['--url', url, ...args], {
    out: { write },
    err: { write: writeErr },
    apiKey: 'sk_test_conformance',
    version: '1.2.3',
    signal: new AbortController().signal,
    time: { now: () => Math.floor(Date.now() / 1000), sleep },
    ...more,
  })
  return { code, out, err }
}
