import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { connectSandbox } from '../../src/client.js'
import { EVERY_RULE } from '../../src/domain/rules.js'

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
const LISTENING = /Server listening at (http:\/\/[^"\s]+)/

export interface BuiltServer {
  readonly url: string
  /** Stops it, as a restart would. */
  stop(): Promise<void>
  /** Starts it again at the same port. */
  start(): Promise<void>
}

/** The built server in a process of its own, at a free port, ended with the test; it is started where the files are. */
export async function startBuiltServer(
  t: Test,
  env: Record<string, string> = {},
  files: Record<string, string> = {},
): Promise<BuiltServer> {
  let child: ChildProcess | undefined
  let url = ''
  const start = async () => {
    const port = url === '' ? '0' : new URL(url).port
    const started = spawn(process.execPath, [MAIN], {
      env: { PATH: process.env.PATH, ...env, PORT: port },
      cwd: t.testdirName,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child = started
    url = await address(started)
  }
  const stop = async () => {
    if (child === undefined || child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'close')
  }
  t.testdir(files)
  await start()
  t.teardown(stop)
  return {
    get url() {
      return url
    },
    start,
    stop,
  }
}

async function address(child: ChildProcess): Promise<string> {
  let printed = ''
  for await (const text of child.stdout!.setEncoding('utf8')) {
    printed += text
    const match = LISTENING.exec(printed)
    if (match !== null) {
      // Nobody reads on; a full pipe would stop the server.
      child.stdout!.destroy()
      return match[1]!
    }
  }
  throw new Error(`The built server did not start: ${printed}`)
}

/** A server that was given what a run on the real thing has found of some rules. */
export function startWithReport(t: Test, found: Record<string, { outcome: string; detail: string }>) {
  const rules = EVERY_RULE.filter(({ id }) => id in found).map(({ id, kind, source }) => ({
    rule: id,
    kind,
    source,
    ...found[id],
  }))
  const target = { host: 'api.infinipost.co', kind: 'other' }
  const report = { target, at: '2026-11-25T10:00:00Z', version: '1.2.3', allowed: 'nothing', rules }
  return startBuiltServer(t, { CONFORMANCE_REPORT: 'report.json' }, { 'report.json': JSON.stringify(report) })
}

/** The sandbox that the page shows unless it is given another key. */
export function demoSandbox({ url }: BuiltServer) {
  return connectSandbox({ url, apiKey: 'sk_test_demo' })
}

/** Edits a profile as somebody else's program would; undefined for a reply that was lost. */
export async function edit({ url }: BuiltServer, accountId: string, body: Record<string, string>) {
  return fetch(`${url}/v1/accounts/${accountId}/profile`, {
    method: 'PATCH',
    headers: { authorization: 'Bearer sk_test_demo', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).then((response) => response.status)
}
