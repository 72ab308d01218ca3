import type { ConformanceCase, RequestSpec, Step } from '../types.js'

/** The parts of which the cases are made. */
export const edit = (body: RequestSpec['body']): RequestSpec => ({ ...(body !== undefined && { body }) })
export const read = (query = ''): RequestSpec => ({ method: 'GET', path: `/v1/accounts/{account}${query}` })
export const NOBODY = '/v1/accounts/acc_conformance_nobody/profile'

export const HARMLESS = 'nothing: the request asks for no change'

/** A request that is refused, and changes nothing. */
export function refused(
  rule: ConformanceCase['rule'],
  title: string,
  send: RequestSpec,
  expect: NonNullable<Extract<Step, { send: RequestSpec }>['expect']>,
  more: Partial<Pick<ConformanceCase, 'needs' | 'spends' | 'risk'>> = {},
): ConformanceCase {
  const { needs = {}, spends = 'nothing', risk = HARMLESS } = more
  return { rule, title, needs, spends, risk, unchanged: true, steps: [{ send, expect }] }
}

/** A 400 `invalid_parameter` whose message fits. */
export const invalid = (message: RegExp) => ({ status: 400, code: 'invalid_parameter', message })
