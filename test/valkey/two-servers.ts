import { randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import { startServer } from '../helper.js'
import { openClient } from './redis-client.js'
import { type StoreServer, startStoreServer } from './redis-server.js'

export type Replica = Awaited<ReturnType<typeof startServer>>

/** Waits until that is so; the suite's time-out is its bound. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20))
}

export const isReady = async ({ call }: Replica) => (await call('GET', '/ready', { key: null })).status === 200

/** Two servers that share a store, and a key; all end with the test. */
export async function startReplicas(t: Test, url: string, settings: Record<string, string> = {}) {
  const shared = { STORE_URL: url, STORE_PREFIX: randomUUID(), ...settings }
  const replicas = [await startServer(t, shared), await startServer(t, shared)] as const
  for (const replica of replicas) await until(() => isReady(replica))
  return replicas
}

/** A store of the test's own. */
export async function startStore(t: Test, options: readonly string[] = []): Promise<StoreServer> {
  const server = await startStoreServer(options)
  t.teardown(() => server.kill())
  return server
}

/** A client of the test's own, to look into its store. */
export async function inspectStore(t: Test, url: string) {
  const client = await openClient(url)
  t.teardown(() => client.destroy())
  return client
}
