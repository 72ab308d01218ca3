import t from 'tap'
import { describeSettings } from '../src/describe-settings.js'
import { readSettings } from '../src/settings.js'

const described = (texts: Record<string, string>) => describeSettings(readSettings(texts))

t.test('what is as ever is left out', async (t) => {
  t.strictSame(described({}), {})
  t.strictSame(described({ PORT: '4010', LOG_LEVEL: 'debug', CORS_ORIGIN: 'https://a.test,https://b.test' }), {
    LOG_LEVEL: 'debug',
    CORS_ORIGIN: 'https://a.test,https://b.test',
  })
})

t.test('no secrets', async (t) => {
  t.strictSame(described({ API_KEYS: 'sk_test_team,other', STORE_URL: 'redis://me:secret@cache.test' }), {
    API_KEYS: '2 in all',
    STORE_URL: 'redis://cache.test:6379/0',
  })
  const cluster = 'valkeys://:secret@[::1]:7000,b.test:7001'
  t.strictSame(described({ STORE_URL: cluster }), { STORE_URL: 'rediss://[::1]:7000,b.test:7001/0' })
})
