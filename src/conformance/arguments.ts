import { parseArgs } from 'node:util'
import type { Platform } from '../domain/account.js'
import { EVERY_RULE } from '../domain/rules.js'
import { ConformanceError } from './send.js'
import type { Spends } from './types.js'

/** What `infinipost-mock conformance` was asked for. */
export interface ConformanceArguments {
  readonly url: URL
  readonly accounts: readonly { readonly accountId: string; readonly platform?: Platform | undefined }[]
  readonly allowed: Spends
  readonly widePicture?: string | undefined
  readonly report?: string | undefined
  readonly junit?: string | undefined
  readonly only?: readonly string[] | undefined
  readonly json: boolean
}

const OPTIONS = {
  url: { type: 'string' },
  account: { type: 'string', multiple: true },
  platform: { type: 'string', multiple: true },
  'allow-changes': { type: 'boolean' },
  'allow-name-change': { type: 'boolean' },
  'wide-picture': { type: 'string' },
  report: { type: 'string' },
  junit: { type: 'string' },
  only: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  list: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Reads the arguments after `conformance`. Throws ConformanceError. */
export function readArguments(args: readonly string[]): ConformanceArguments | 'help' | 'list' {
  const values = parse(args)
  if (values.help) return 'help'
  if (values.list) return 'list'
  const { account = [], platform = [], only } = values
  if (platform.length > account.length) throw new ConformanceError('--platform needs an --account before it')
  const unknown = only?.find((rule) => !EVERY_RULE.some(({ id }) => id === rule))
  if (unknown !== undefined) throw new ConformanceError(`--only must name a rule: ${unknown} is none`)
  return {
    url: readUrl(values.url),
    accounts: account.map((accountId, at) => ({ accountId, platform: readPlatform(platform[at]) })),
    allowed: values['allow-name-change'] ? 'name' : values['allow-changes'] ? 'profile' : 'nothing',
    widePicture: values['wide-picture'],
    report: values.report,
    junit: values.junit,
    only,
    json: values.json === true,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (error) {
    throw new ConformanceError((error as Error).message)
  }
}

function readUrl(text = ''): URL {
  if (/^https?:\/\/[^?#@\s]+$/i.test(text) && URL.canParse(text)) return new URL(text)
  throw new ConformanceError('--url must be an http or https URL without user:password, query or fragment')
}

function readPlatform(text: string | undefined): Platform | undefined {
  if (text === undefined || text === 'tiktok' || text === 'instagram') return text
  throw new ConformanceError('--platform must be tiktok or instagram')
}

export const CONFORMANCE_HELP = `Tries the rules of the endpoint on a server that claims to be it.

Usage: INFINIPOST_API_KEY=… infinipost-mock conformance --url URL [options]

Options:
  --url URL              where the server is
  --account ID           an account that may be asked about; again for more
  --platform PLATFORM    that account's platform, tiktok or instagram; else what GET says
  --allow-changes        also change the bio and the picture, and put them back
  --allow-name-change    also change the name, last: it stays locked for 7 or 14 days
  --wide-picture URL     a public picture that is not square
  --only RULE            only this rule; again for more
  --report FILE          write the report as JSON, for CONFORMANCE_REPORT
  --junit FILE           write the outcomes as JUnit XML
  --json                 print the report in place of the table
  --list                 print what each case sends and risks, and send nothing
  --help                 print this

Without --allow-changes only requests are sent that are refused or change nothing where the rules are kept.
A mock of ours gets every case, on accounts of the suite's own and by its clock.
The key is read from INFINIPOST_API_KEY alone.

Exit code: 0 all that was tried is the same, 1 something differs, 2 it could not run.
`
