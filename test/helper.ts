import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import type { Test } from 'tap'
import { type Dispatcher, request } from 'undici'
import { type AppDeps, buildApp } from '../src/app.js'
import { loadMetrics } from '../src/load-metrics.js'
import { readSettings } from '../src/settings.js'
import { sharedStore } from '../src/shared-store.js'
import { callInTurn, TEST_STORE_URL } from './two-apps.js'

/** Parsed JSON, to be looked into field by field. */
export type Json = ReturnType<typeof JSON.parse>

export interface Reply {
  status: number
  headers: Headers
  text: string
  body: Json
}

export interface Call {
  /** null: no key. */
  key?: string | null
  headers?: Record<string, string>
  /** A string is sent as it is; anything else as JSON. */
  body?: unknown
}

/** A server of the test's own on a free port, closed with the test, and ways to call it with a key of its own. */
export async function startServer(t: Test, settings: Record<string, string> = {}, parts: Partial<AppDeps> = {}) {
  const logged: string[] = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk))
      done()
    },
  })
  const shared = TEST_STORE_URL === '' ? {} : { STORE_URL: TEST_STORE_URL, STORE_PREFIX: randomUUID() }
  const texts = { PORT: '0', LOG_LEVEL: 'info', ...shared, ...settings }
  const log = pino({ level: texts.LOG_LEVEL }, sink)
  const read = readSettings(texts)
  const openStore = await sharedStore(read, log)
  const startApp = async () => {
    const metrics = await loadMetrics(read)
    const app = buildApp(read, { log, version: '1.2.3', ownsProcess: false, openStore, metrics, ...parts })
    t.teardown(() => app.close())
    await app.listen({ port: 0, host: '127.0.0.1' })
    return { app, url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` }
  }
  const { app, url } = await startApp()
  if (TEST_STORE_URL !== '') await whenReady(url)
  if (TEST_STORE_URL !== '' && settings.STORE_URL === undefined) {
    const double = await startApp()
    await whenReady(double.url)
    callInTurn(t, url, double.url)
  }
  const key = `sk_test_${randomUUID()}`

  const call = async (method: string, path: string, options: Call = {}): Promise<Reply> => {
    const { key: sent = key, headers: more = {}, body } = options
    // Each costs half of what `fetch` does, and the suite makes tens of thousands.
    const response = await request(url + path, {
      method: method as Dispatcher.HttpMethod,
      headers: {
        ...(sent !== null && { authorization: `Bearer ${sent}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...more,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.body.text()
    const headers = new Headers(Object.entries(response.headers).flatMap(pairs))
    return { status: response.statusCode, headers, text, body: parse(text) }
  }
  return {
    app,
    url,
    key,
    /** The lines of the server's log so far. */
    logged,
    call,
    /** Edits a profile of an account. */
    edit: (accountId: string, body: unknown, options: Call = {}) =>
      call('PATCH', `/v1/accounts/${accountId}/profile`, { body, ...options }),
    /** Calls the control surface; the path is what follows `/_sandbox`. */
    control: (method: string, path: string, body?: unknown, options: Call = {}) =>
      call(method, `/_sandbox${path}`, { body, ...options }),
  }
}

/** Waits until an app has reached its store. */
async function whenReady(url: string): Promise<void> {
  while (!(await fetch(`${url}/ready`)).ok);
}

export type TestServer = Awaited<ReturnType<typeof startServer>>

/** A header as often as it came. */
function pairs([name, value = []]: [string, string | string[] | undefined]): [string, string][] {
  return [value].flat().map((one) => [name, one])
}

function parse(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
