import fc from 'fast-check'

/** Mostly the first, which lets the request in; else one of the others. */
function usually(good: fc.Arbitrary<string>, ...others: string[]): fc.Arbitrary<string> {
  return fc.oneof({ weight: 10, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...others) })
}

/** Few keys, so that what one request leaves behind is there for another. */
const authorization = usually(
  fc.constantFrom('Authorization: Bearer sk_test_any_1', 'Authorization: bearer  sk_test_any_2 '),
  ...[
    'X: y',
    'Authorization:',
    'Authorization: Bearer',
    'Authorization: Basic eDp5',
    'Authorization: Bearer sk_live_x',
  ],
  ...['Authorization: Bearer sk_test_expired', 'Authorization: Bearer sk_test_ÿ'],
)
const contentType = usually(
  fc.constant('Content-Type: application/json'),
  ...['X: y', 'Content-Type: application/json; charset=utf-16', 'Content-Type: text/plain', 'Content-Type: ;;;'],
  ...['Content-Type:', 'Content-Type: application/json, text/html', 'Content-Type: multipart/form-data'],
)
const hosts = [
  ...['sandbox.test', 'sandbox.test:8080', '127.0.0.1', '[::1]:4010', 'a b', '', '1.2.3.4.5', 'host:99999', '[:::]'],
  ...['xn--a', '..', '%41', 'a'.repeat(300), 'user@host', 'host/path', 'ÿ'],
]
const others = [
  ...['Expect: 100-continue', 'Expect: tea', 'Upgrade: websocket\r\nConnection: upgrade', 'Accept: text/html'],
  ...['Accept-Encoding: br', 'Content-Encoding: gzip', 'Last-Event-ID: x', 'Last-Event-ID: 1-1', 'If-None-Match: *'],
  ...['Range: bytes=0-1', 'X-Request-ID: mine', 'X-Forwarded-Host: elsewhere.test', 'X-Forwarded-Proto: gopher'],
  ...['Cookie: a=b', 'X-HTTP-Method-Override: DELETE', 'Accept: */*;q=x', 'Accept-Version: 9', 'Origin: null'],
]

/** The lines of a head, those that frame the body left out. */
export const anyHeaders: fc.Arbitrary<string[]> = fc
  .tuple(
    fc.constantFrom(...hosts),
    authorization,
    contentType,
    fc.uniqueArray(fc.constantFrom(...others), { maxLength: 2 }),
  )
  .map(([host, key, type, more]) => [`Host: ${host}`, key, type, ...more])
