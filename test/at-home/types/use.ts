import { type Fault, type LoggedRequest, SandboxError, startSandbox } from 'infinipost-mock'
import { connectSandbox, type Sandbox } from 'infinipost-mock/client'

/** Compiles only where both entries have their types: an `any` in their place is a number of every kind. */
type IsAny<T> = 0 extends 1 & T ? true : false
const typed: [IsAny<typeof startSandbox>, IsAny<typeof connectSandbox>, IsAny<Sandbox>] = [false, false, false]

export async function use(): Promise<[LoggedRequest, Fault[], string, typeof typed]> {
  const sandbox: Sandbox = await startSandbox({ now: new Date(0), state: { accounts: [] } })
  await sandbox.clock.advance({ days: 7 })
  await sandbox.faults.add({ kind: 'disconnect', when: 'after' })
  const other = connectSandbox({ url: { href: sandbox.url }, apiKey: sandbox.apiKey })
  try {
    const request = await other.waitForRequest({ status: 429 }, { timeoutMs: 10 })
    return [request, await other.faults.list(), request.why, typed]
  } catch (error) {
    throw error instanceof SandboxError ? new Error(error.code) : error
  } finally {
    await sandbox[Symbol.asyncDispose]()
  }
}
