import type { Test } from 'tap'
import { Agent, type Dispatcher, setGlobalDispatcher } from 'undici'

/** A server where many apps keep their sandboxes, for a run of the suite over two apps in turn. */
export const TEST_STORE_URL = process.env.TEST_STORE_URL ?? ''

/** In such a run, settings of a server that is one app: what the test is about is a matter of one process. */
export const ONE_APP = { ...(TEST_STORE_URL !== '' && { STORE_URL: TEST_STORE_URL }) }

/** By the origin of an app the one of its double. */
const doubles = new Map<string, string>()
let turn = 0

/**
 * To the end of the test every other call that `fetch` makes to the first origin goes to the second, with the Host of
 * the first; a later app may get the first one's port. What a test writes to a socket by itself goes where it says.
 */
export function callInTurn(t: Test, first: string, second: string): void {
  doubles.set(first, second)
  t.teardown(() => doubles.delete(first))
}

const inTurn: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
  const origin = String(options.origin)
  const double = doubles.get(origin)
  turn += 1
  if (double === undefined || turn % 2 === 0) return dispatch(options, handler)
  const headers = { host: new URL(origin).host, ...(options.headers as Record<string, string>) }
  return dispatch({ ...options, origin: double, headers }, handler)
}

if (TEST_STORE_URL !== '') setGlobalDispatcher(new Agent().compose(inTurn))
