import fc from 'fast-check'
import { anyBody } from './any-body.js'
import { anyHeaders } from './any-headers.js'
import { anyAccount, anyClock, anyFault, anySpan, anyState, anyText, anyUpdate } from './any-value.js'

/** A request whose bytes are HTTP, whatever else they are. */
export interface AnyRequest {
  method: string
  path: string
  headers: string[]
  /** One character a byte, which a report of a failure can show. */
  body: string
}

const awkward = [
  '',
  '%',
  '%2',
  '%ff',
  '%00',
  '..',
  '..%2f..%2fseed.json',
  '__proto__',
  'é',
  '*',
  ':id',
  'a'.repeat(5_000),
]
const segment = fc.oneof(
  fc.constantFrom(
    'acc_1a2b3c4d5e',
    'acc_tiktok_cooldown',
    'acc_server_error',
    'acc_own',
    'flt_1',
    'fashion-insider.jpg',
  ),
  fc.constantFrom(...awkward),
  anyText.map((text) => encodeURIComponent(Buffer.from(text).toString())),
)
const names = fc.constantFrom('limit', 'after', 'status', 'rule', 'accountId', '__proto__', '')
const query = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.tuple(names, segment).map(([name, value]) => `?${name}=${value}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('?', '?limit=5', '?limit=5&limit=6', '?status=429', '?limit=1e1', '?a[b]=c'),
  },
)

const json = (value: fc.Arbitrary<object>) => value.map((one) => Buffer.from(JSON.stringify(one)).toString('latin1'))
const none = fc.constant('')
/** Calls that a client might make, with a body that the route takes, or nearly. */
const aimed = fc.oneof(
  ...(
    [
      ['PATCH', '/v1/accounts/acc_1a2b3c4d5e/profile', json(anyUpdate)],
      ['PATCH', '/v1/accounts/:id/profile', json(anyUpdate)],
      ['PUT', '/_sandbox', json(anyState)],
      ['PUT', '/_sandbox/accounts/acc_own', json(anyAccount)],
      ['PUT', '/_sandbox/accounts/:id', json(anyAccount)],
      ['PUT', '/_sandbox/clock', json(anyClock)],
      ['POST', '/_sandbox/clock/advance', json(anySpan)],
      ['POST', '/_sandbox/faults', json(anyFault)],
      ['GET', '/_sandbox', none],
      ['GET', '/_sandbox/accounts', none],
      ['GET', '/_sandbox/requests', none],
      ['GET', '/_sandbox/rules', none],
      ['DELETE', '/_sandbox/accounts/:id', none],
      ['DELETE', '/_sandbox', none],
    ] as const
  ).map(([method, route, body]) => fc.tuple(fc.constant(method), fc.constant(route), body)),
)

const methods = ['PATCH', 'PUT', 'POST', 'GET', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'M-SEARCH', 'QUERY']
const routes = [
  ...['/v1/accounts/:id/profile', '/v1/:id', '/v1', '/_sandbox/', '/_sandbox/accounts/:id', '/_sandbox/clock'],
  ...[
    '/_sandbox/faults',
    '/_sandbox/faults/:id',
    '/_sandbox/events',
    '/_sandbox/:id',
    '/media/:id',
    '/health',
    '/docs',
  ],
  ...['/docs/:id', '/openapi.json', '/', '/:id', '//v1/accounts/:id/profile', '*', 'http://elsewhere.test/health'],
]
const wild = fc.tuple(fc.constantFrom(...methods), fc.constantFrom(...routes), anyBody)

export const anyRequest: fc.Arbitrary<AnyRequest> = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: aimed }, { weight: 2, arbitrary: wild }), segment, query, anyHeaders)
  .map(([[method, route, body], id, rest, headers]) => ({
    method,
    path: route.replace(':id', () => id) + rest,
    headers,
    body,
  }))

/** The request as it goes over the wire; the connection ends with the reply. */
export function bytesOf({ method, path, headers, body }: AnyRequest): Buffer {
  const length = body.length > 0 ? [`Content-Length: ${body.length}`] : []
  const head = [`${method} ${path} HTTP/1.1`, ...headers, ...length, 'Connection: close', '', ''].join('\r\n')
  return Buffer.concat([Buffer.from(head), Buffer.from(body, 'latin1')])
}
