import { readFileSync } from 'node:fs'
import t from 'tap'
import { readSettings, SETTINGS, type SettingName } from '../src/settings.js'
import type { StoreAddress } from '../src/store/store-address.js'

t.test('defaults', async (t) => {
  const { SEED_FILE, ...settings } = readSettings({})
  t.match(SEED_FILE, /fixtures[/\\]seed\.json$/)
  t.same(settings, {
    HOST: '127.0.0.1',
    PORT: 4010,
    LOG_LEVEL: 'info',
    API_KEYS: [],
    PUBLIC_URL: '',
    ALLOW_PRIVATE_PICTURE_URLS: false,
    PICTURE_MAX_BYTES: 10_485_760,
    PICTURE_TIMEOUT_MS: 10_000,
    SANDBOX_LIMIT: 1_000,
    ALLOWED_HOSTS: [],
    CORS_ORIGIN: [],
    TRUST_PROXY: false,
    STORE_URL: 'memory',
    STORE_PREFIX: 'infinipost-mock',
    STORE_IDLE_HOURS: 72,
    METRICS: false,
    CONFORMANCE_REPORT: '',
    STATE_MAX_BYTES: 268_435_456,
  })
  t.same(readSettings({ PORT: '', HOST: '' }), readSettings({}), 'an empty one is none')
})

const storeAddress = (more: Partial<StoreAddress>): StoreAddress => ({
  hosts: [{ host: '127.0.0.1', port: 6379 }],
  tls: false,
  username: undefined,
  password: undefined,
  database: 0,
  ...more,
})

const GOOD: [SettingName, string, unknown][] = [
  ['HOST', '::', '::'],
  ['HOST', 'mock.local', 'mock.local'],
  ['HOST', 'LOCALHOST', 'localhost'],
  ['PORT', '0', 0],
  ['PORT', '65535', 65_535],
  ['LOG_LEVEL', 'silent', 'silent'],
  ['API_KEYS', ' sk_test_a ,, other', ['sk_test_a', 'other']],
  ['SEED_FILE', 'my/seed.json', 'my/seed.json'],
  ['PUBLIC_URL', 'https://Mock.example.com/', 'https://mock.example.com'],
  ['PUBLIC_URL', 'http://example.com:81/a/b//', 'http://example.com:81/a/b'],
  ['ALLOW_PRIVATE_PICTURE_URLS', 'true', true],
  ['PICTURE_MAX_BYTES', '1', 1],
  ['PICTURE_TIMEOUT_MS', '600000', 600_000],
  ['SANDBOX_LIMIT', '1', 1],
  ['ALLOWED_HOSTS', 'Mock.local, .example.com,', ['mock.local', '.example.com']],
  ['ALLOWED_HOSTS', '*', ['*']],
  ['STORE_URL', 'redis://127.0.0.1', storeAddress({})],
  ['STORE_URL', 'valkey://cache:6380/', storeAddress({ hosts: [{ host: 'cache', port: 6380 }] })],
  ['STORE_URL', 'rediss://[::1]:80/3', storeAddress({ tls: true, hosts: [{ host: '::1', port: 80 }], database: 3 })],
  ['STORE_URL', 'valkeys://me:a%40b%3A@127.0.0.1', storeAddress({ tls: true, username: 'me', password: 'a@b:' })],
  ['STORE_URL', 'redis://:secret@127.0.0.1', storeAddress({ password: 'secret' })],
  ['STORE_URL', 'redis://me@127.0.0.1', storeAddress({ username: 'me' })],
  [
    'STORE_URL',
    'redis://me:secret@a:1,b,c:3',
    storeAddress({
      username: 'me',
      password: 'secret',
      hosts: [
        { host: 'a', port: 1 },
        { host: 'b', port: 6379 },
        { host: 'c', port: 3 },
      ],
    }),
  ],
  ['STORE_PREFIX', 'staging:mock-2', 'staging:mock-2'],
  ['STORE_IDLE_HOURS', '1', 1],
  ['METRICS', 'true', true],
  ['CONFORMANCE_REPORT', 'report.json', 'report.json'],
  ['STATE_MAX_BYTES', '1', 1],
]
GOOD.push(
  ['CORS_ORIGIN', '*', ['*']],
  ['CORS_ORIGIN', 'https://App.example.com/,http://localhost:80', ['https://app.example.com', 'http://localhost']],
  ['TRUST_PROXY', 'true', true],
  ['TRUST_PROXY', '127.0.0.1, 10.0.0.0/8,::1', ['127.0.0.1', '10.0.0.0/8', '::1']],
)

const BAD: [SettingName, string][] = [
  ['HOST', 'http://localhost'],
  ['HOST', 'a b'],
  ['PORT', '-1'],
  ['PORT', '65536'],
  ['PORT', '80.5'],
  ['PORT', '0x50'],
  ['PORT', ' 80'],
  ['LOG_LEVEL', 'verbose'],
  ['API_KEYS', ','],
  ['API_KEYS', 'sk_test_expired'],
  ['API_KEYS', 'sk_live_a'],
  ['API_KEYS', 'sk_test_a,sk_live_b'],
  ['API_KEYS', 'sk_test_a sk_test_b'],
  ['PUBLIC_URL', 'example.com'],
  ['PUBLIC_URL', 'ftp://example.com'],
  ['PUBLIC_URL', 'https://example.com/?a=b'],
  ['PUBLIC_URL', 'https://example.com/#a'],
  ['PUBLIC_URL', 'https://user:secret@example.com/'],
  ['PUBLIC_URL', 'https://:99999'],
  ['ALLOW_PRIVATE_PICTURE_URLS', 'yes'],
  ['PICTURE_MAX_BYTES', '0'],
  ['PICTURE_MAX_BYTES', '10MB'],
  ['PICTURE_TIMEOUT_MS', '0'],
  ['SANDBOX_LIMIT', '0'],
  ['METRICS', '1'],
  ['CORS_ORIGIN', 'app.example.com'],
  ['CORS_ORIGIN', 'https://app.example.com/path'],
  ['CORS_ORIGIN', 'https://:99999'],
  ['CORS_ORIGIN', ','],
  ['TRUST_PROXY', '1'],
  ['TRUST_PROXY', '10.0.0.0/33'],
  ['TRUST_PROXY', '10.0.0.0/eight'],
  ['TRUST_PROXY', 'proxy.example.com'],
  ['ALLOWED_HOSTS', ','],
  ['STATE_MAX_BYTES', '0'],
  ['ALLOWED_HOSTS', 'mock.local:4010'],
  ['ALLOWED_HOSTS', 'http://mock.local'],
  ['ALLOWED_HOSTS', '*.example.com'],
  ['STORE_URL', '127.0.0.1:6379'],
  ['STORE_URL', 'http://127.0.0.1:6379'],
  ['STORE_URL', 'redis://'],
  ['STORE_URL', 'redis://a:99999'],
  ['STORE_URL', 'redis://a,,b'],
  ['STORE_URL', 'redis://a,b/1'],
  ['STORE_URL', 'redis://a/x'],
  ['STORE_URL', 'redis://me:%zz@a'],
  ['STORE_URL', 'redis://a?b=c'],
  ['STORE_PREFIX', 'a{b}'],
  ['STORE_PREFIX', 'a b'],
  ['STORE_IDLE_HOURS', '0'],
  ['STORE_IDLE_HOURS', '1.5'],
]

t.test('values that are taken', async (t) => {
  for (const [name, text, value] of GOOD) t.same(readSettings({ [name]: text })[name], value, `${name}=${text}`)
})

t.test('values that are not, named with what they must be', async (t) => {
  for (const [name, text] of BAD) {
    t.throws(
      () => readSettings({ [name]: text }),
      { message: `${name} must be ${SETTINGS[name].expected}` },
      `${name}=${text}`,
    )
  }
})

t.test('.env.example lists every setting with its description and default', async (t) => {
  const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
  const expected = Object.entries(SETTINGS).map(
    ([name, { default: standard, description }]) => `# ${description}\n#${name}=${standard}\n`,
  )
  t.equal(example, expected.join('\n'))
})
