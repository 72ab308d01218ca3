import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { decodeText } from './domain/decode-text.js'
import { OneLineError } from './domain/one-line-error.js'
import {
  integer,
  type Parse,
  parseBoolean,
  parseHosts,
  parseKeys,
  parseOrigins,
  parsePublicUrl,
  parseTrust,
} from './setting-parsers.js'
import { parseStoreAddress } from './store/store-address.js'

/** A value that a setting cannot have; the message is one line that names the setting and what it must be. */
export class SettingError extends OneLineError {
  override name = 'SettingError'
}

interface Setting<T> {
  readonly default: string
  readonly description: string
  readonly expected: string
  readonly parse: Parse<T>
}

/** The folder of the package, one above this file both in `src` and in the build. */
export const packageFile = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))
export const SHIPPED_SEED = packageFile('fixtures/seed.json')

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const setting = <T>(one: Setting<T>) => one

/** Every setting: an environment variable, its default, what it is for and what it must be. */
export const SETTINGS = {
  HOST: setting({
    default: '127.0.0.1',
    description: 'The address to listen on.',
    expected: 'an IP address or a host name',
    parse: (text) => (isIP(text) > 0 || /^[A-Za-z0-9.-]{1,253}$/.test(text) ? text.toLowerCase() : undefined),
  }),
  PORT: setting({
    default: '4010',
    description: 'The port to listen on; 0 picks a free one.',
    ...integer(0, 65_535),
  }),
  LOG_LEVEL: setting({
    default: 'info',
    description: 'The least severe lines to log: JSON, or readable text on a terminal.',
    expected: `one of ${LEVELS.join(', ')}`,
    parse: (text) => LEVELS.find((level) => level === text),
  }),
  API_KEYS: setting({
    default: '',
    description: 'The only good keys, separated by commas; empty: any sk_test_… key is good.',
    expected: 'a comma-separated list of keys, none of them a sk_live_ key or sk_test_expired',
    parse: parseKeys,
  }),
  SEED_FILE: setting({
    default: '',
    description: 'The state that every sandbox starts from; empty: the accounts that ship with the package.',
    expected: 'the path of a file',
    parse: (text) => (text === '' ? SHIPPED_SEED : text),
  }),
  PUBLIC_URL: setting({
    default: '',
    description: 'Where clients reach this server, for the URLs of pictures; empty: as each request came.',
    expected: 'an absolute http or https URL without user:password, query or fragment',
    parse: parsePublicUrl,
  }),
  ALLOW_PRIVATE_PICTURE_URLS: setting({
    default: 'false',
    description: 'Whether pictures may come from private addresses, such as a server on this machine.',
    expected: 'true or false',
    parse: parseBoolean,
  }),
  PICTURE_MAX_BYTES: setting({
    default: '10485760',
    description: 'The most bytes a picture may have.',
    ...integer(1, 1_073_741_824),
  }),
  PICTURE_TIMEOUT_MS: setting({
    default: '10000',
    description: 'The most milliseconds that a picture’s host may take in all, redirects included.',
    ...integer(1, 600_000),
  }),
  SANDBOX_LIMIT: setting({
    default: '1000',
    description: 'The most sandboxes held; past it the one whose last call is longest ago is dropped.',
    ...integer(1, 1_000_000),
  }),
  ALLOWED_HOSTS: setting({
    default: '',
    description:
      'The names by which it may be called beside IP addresses, localhost and PUBLIC_URL’s host, separated by commas: .example.com for all below it too, * for any; empty: on a loopback HOST none, else any.',
    expected: 'a comma-separated list of host names without ports, each of which may begin with a dot, or *',
    parse: parseHosts,
  }),
  CORS_ORIGIN: setting({
    default: '',
    description: 'The origins whose pages may call it, separated by commas; * for all; empty: none.',
    expected: 'a comma-separated list of origins such as https://app.example.com, or *',
    parse: parseOrigins,
  }),
  TRUST_PROXY: setting({
    default: 'false',
    description:
      'Whether X-Forwarded-Proto, -Host and -Prefix are believed: true, or the addresses and ranges of the proxies, separated by commas.',
    expected: 'true, false, or a comma-separated list of IP addresses and ranges such as 10.0.0.0/8',
    parse: parseTrust,
  }),
  STORE_URL: setting({
    default: '',
    description:
      'A Valkey or Redis server that keeps the sandboxes and shares them between servers; empty: this process.',
    expected:
      'a redis://, rediss://, valkey:// or valkeys:// URL such as redis://user:password@127.0.0.1:6379, hosts with commas for a cluster',
    parse: (text) => (text === '' ? 'memory' : parseStoreAddress(text)),
  }),
  STORE_PREFIX: setting({
    default: 'infinipost-mock',
    description: 'What all names in the store begin with.',
    expected: '1 to 64 letters, digits, dots, colons, underscores and hyphens',
    parse: (text) => (/^[A-Za-z0-9._:-]{1,64}$/.test(text) ? text : undefined),
  }),
  STORE_IDLE_HOURS: setting({
    default: '72',
    description: 'How many hours after its last call a sandbox is kept in the store.',
    ...integer(1, 87_600),
  }),
  METRICS: setting({
    default: 'false',
    description: 'Whether `GET /metrics` answers with metrics for Prometheus.',
    expected: 'true or false',
    parse: parseBoolean,
  }),
  CONFORMANCE_REPORT: setting({
    default: '',
    description: 'What `infinipost-mock conformance --report` wrote, to be shown beside each rule; empty: none.',
    expected: 'the path of a file',
    parse: (text) => text,
  }),
  STATE_MAX_BYTES: setting({
    default: '268435456',
    description:
      'The most bytes that all sandboxes hold together, a third of Node’s heap at most: logs give way first, then a change is refused.',
    ...integer(1, 1_000_000_000_000),
  }),
} as const

type Catalogue = typeof SETTINGS
export type SettingName = keyof Catalogue
export type Settings = { readonly [N in SettingName]: NonNullable<ReturnType<Catalogue[N]['parse']>> }

/** Reads every setting from the texts given; an absent or empty one has its default. Throws SettingError. */
export function readSettings(texts: Partial<Record<string, string>>): Settings {
  const settings = Object.entries(SETTINGS).map(([name, { default: standard, parse, expected }]) => {
    const value = parse(texts[name] || standard)
    if (value === undefined) throw new SettingError(`${name} must be ${expected}`)
    return [name, value]
  })
  return Object.fromEntries(settings) as Settings
}

/** The environment, and from a `.env` file in the working directory what the environment leaves out. Throws SettingError. */
export function readEnvironment(): Partial<Record<string, string>> {
  try {
    // Not by process.loadEnvFile, which takes a byte order mark for a part of the first variable's name.
    return { ...parseEnv(decodeText(readFileSync('.env'))), ...process.env }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT') throw new SettingError(`.env must be a readable file: ${message}`)
    return process.env
  }
}

/** The version of this package. */
export function packageVersion(): string {
  return (JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string }).version
}
