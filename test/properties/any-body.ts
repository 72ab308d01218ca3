import fc from 'fast-check'

const oddities = [
  '{"platform":"tiktok","platform":"instagram"}',
  '{"__proto__":{"platform":"tiktok"}}',
  '{"constructor":{"prototype":{"a":1}}}',
  '{"platform":"instagram","\\u005f_proto__":{}}',
  '{"platform":"instagram","bio":1e999}',
  `{"platform":"instagram","x":${'9'.repeat(5_000)}}`,
  '\ufeff{"platform":"instagram"}',
  '{"platform":"instagram"}}',
  '{"platform":"instagram","bio":"\\ud800"}',
  '{"days":1e400}',
  '',
  'null',
  '[]',
]
const openings = ['[', '{"a":', '{"profiles":', '{"bio":[', '{"platform":"instagram","x":[']
const nested = fc
  .tuple(fc.constantFrom(...openings), fc.constantFrom(10, 1_000, 2_000), fc.boolean())
  .map(([open, depth, closed]) => {
    const close = [...open]
      .reverse()
      .map((one) => (one === '[' ? ']' : one === '{' ? '}' : ''))
      .join('')
    return open.repeat(depth) + (closed ? `1${close.repeat(depth)}` : '')
  })
const blanks = fc.constantFrom(65_535, 65_536, 65_537, 300_000).map((length) => ' '.repeat(length))
const text = fc.oneof(fc.json(), fc.constantFrom(...oddities), nested, blanks)

/** A body that was meant for no route: any JSON, what only looks like it, or any bytes, one a character. */
export const anyBody: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: text.map((one) => Buffer.from(one).toString('latin1')) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('latin1')) },
)
