import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { serve, startError } from '../src/serve.js'
import { runServer } from './process.js'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

const printing = async (...args: string[]) => {
  let printed = ''
  await serve(args, { write: (text) => (printed += text) })
  return printed
}

t.test('what it prints instead of serving', async (t) => {
  t.equal(await printing('--version'), `${version}\n`)
  t.equal(await printing('-v', '--port', 'nonsense'), `${version}\n`)
  const help = await printing('--help')
  for (const word of ['--port', '--host', '--seed', '--help', '--version', 'PICTURE_TIMEOUT_MS', '10485760']) {
    t.match(help, word)
  }
})

t.test('a start that is not possible is one clear line', async (t) => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  t.teardown(() => other.close())
  const taken = String((other.address() as AddressInfo).port)
  const folder = t.testdir({
    'seed.json': '{"pictures":{"a.jpg":""}}',
    'broken.json': '{\n  "accounts": oops\n}\n',
    'odd-field.json': '{"a\\nb":1}',
  })
  const cases: [args: string[], line: RegExp][] = [
    [['--port', 'x'], /^infinipost-mock: PORT must be a whole number from 0 to 65535\n$/],
    [['--host', 'a b'], /^infinipost-mock: HOST must be an IP address or a host name\n$/],
    [['--nonsense'], /^infinipost-mock: Unknown option '--nonsense'.*\n$/],
    [['extra'], /^infinipost-mock: Unexpected argument 'extra'.*\n$/],
    [['--seed', ''], /^infinipost-mock: --seed needs a value\n$/],
    [['--seed', 'none.json'], /^infinipost-mock: SEED_FILE or --seed must be a seed file: none\.json: ENOENT.*\n$/],
    [
      ['--seed', join(folder, 'seed.json')],
      /^infinipost-mock: SEED_FILE or --seed must be a seed file: .*: pictures\.a\.jpg is not an image/,
    ],
    [
      ['--seed', join(folder, 'broken.json')],
      /^infinipost-mock: SEED_FILE or --seed must be a seed file: .*broken\.json: Unexpected token 'o', .* oops } " is not valid JSON\n$/,
    ],
    [
      ['--seed', join(folder, 'odd-field.json')],
      /^infinipost-mock: SEED_FILE or --seed must be a seed file: .*odd-field\.json: a b is not a known field\n$/,
    ],
    [['--port', taken], /^infinipost-mock: PORT must be a free port: \d+ on 127\.0\.0\.1 is taken\n$/],
    [
      ['--host', '203.0.113.1'],
      /^infinipost-mock: HOST and PORT must be an address to listen on: .*EADDRNOTAVAIL.*\n$/,
    ],
  ]
  for (const [args, line] of cases) {
    const error = await serve(args, { write: () => {} }).catch((error: unknown) => error)
    t.match(startError(error), line, args.join(' '))
  }
  t.match(
    startError(new TypeError('a bug')),
    /TypeError: a bug\n\s+at /,
    'an error that nobody expected is shown whole',
  )
})

t.test('a start that fails ends, its connection to a store too', async (t) => {
  const cwd = t.testdir({ 'seed.json': '{"pictures":{"a.jpg":""}}' })
  const server = runServer(t, ['--seed', 'seed.json'], { cwd, env: { STORE_URL: 'redis://127.0.0.1:1' } })
  t.equal(await server.exitCode, 1)
})

t.test('a byte order mark in .env hides no variable', async (t) => {
  const cwd = t.testdir({ '.env': '\uFEFFLOG_LEVEL=nonsense\nHOST=127.0.0.1\n' })
  const server = runServer(t, [], { cwd })
  t.equal(await server.exitCode, 1)
  t.match(server.err(), /^infinipost-mock: LOG_LEVEL must be one of fatal, .*\n$/)
})

t.test('the environment goes before .env, and names a seed that cannot be read', async (t) => {
  const cwd = t.testdir({ '.env': 'SEED_FILE=from-file.json\nPORT=nonsense\n', 'from-file.json': '[]' })
  const named = runServer(t, [], { cwd })
  t.equal(await named.exitCode, 1)
  t.equal(
    named.err(),
    'infinipost-mock: SEED_FILE or --seed must be a seed file: from-file.json: the seed must be an object\n',
  )
})

t.test('an .env that cannot be read', async (t) => {
  const server = runServer(t, [], { cwd: t.testdir({ '.env': {} }) })
  t.equal(await server.exitCode, 1)
  t.match(server.err(), /^infinipost-mock: \.env must be a readable file: EISDIR.*\n$/)
})

t.test('a conformance report that cannot be used', async (t) => {
  const cwd = t.testdir({
    'report.json': '{"rules":[]}',
    'cut-off.json': '{"rules":',
    'broken.json': '{\n  "a": oops\n}\n',
  })
  const UNUSABLE: [file: string, why: RegExp][] = [
    ['report.json', /report\.json: target is required$/],
    ['cut-off.json', /cut-off\.json: Unexpected end of JSON input$/],
    ['broken.json', /broken\.json: Unexpected token 'o', .* is not valid JSON$/],
    ['none.json', /none\.json: ENOENT: no such file or directory, open 'none\.json'$/],
  ]
  const servers = UNUSABLE.map(([file]) => runServer(t, [], { cwd, env: { CONFORMANCE_REPORT: file } }))
  for (const [at, server] of servers.entries()) {
    t.equal(await server.exitCode, 1)
    t.match(server.err(), /^infinipost-mock: CONFORMANCE_REPORT must be a conformance report: .*\n$/)
    t.match(server.err().trimEnd(), UNUSABLE[at]![1])
  }
})

t.test('it ends with 1 and says nothing else', async (t) => {
  const server = runServer(t, [], { env: { API_KEYS: 'sk_test_a,sk_live_b' } })
  t.equal(await server.exitCode, 1)
  t.equal(
    server.err(),
    'infinipost-mock: API_KEYS must be a comma-separated list of keys, none of them a sk_live_ key or sk_test_expired\n',
  )
  t.equal(server.out(), '')
})
