import { parseArgs } from 'node:util'
import { SETTINGS, SettingError } from './settings.js'

/** What the command line asks for: settings to override, a text to print, or another command and its arguments. */
export type Command =
  | { settings: Partial<Record<string, string>> }
  | { print: 'help' | 'version' }
  | { conformance: readonly string[] }

const OPTIONS = { port: 'PORT', host: 'HOST', seed: 'SEED_FILE' } as const

/** Reads the arguments after the program's name. Throws SettingError. */
export function readCommandLine(args: readonly string[]): Command {
  if (args[0] === 'conformance') return { conformance: args.slice(1) }
  const { values } = parse(args)
  if (values.help) return { print: 'help' }
  if (values.version) return { print: 'version' }
  const settings: Partial<Record<string, string>> = {}
  for (const [option, name] of Object.entries(OPTIONS) as [keyof typeof OPTIONS, string][]) {
    const value = values[option]
    if (value === '') throw new SettingError(`--${option} needs a value`)
    if (value !== undefined) settings[name] = value
  }
  return { settings }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    })
  } catch (error) {
    throw new SettingError((error as Error).message)
  }
}

/** The text of `--help`: the options, then every setting with its default. */
export function helpText(): string {
  const settings = Object.entries(SETTINGS).map(
    ([name, { default: standard, description }]) =>
      `  ${name}\n      ${description}${standard === '' ? '' : ` Default: ${standard}`}`,
  )
  return `infinipost-mock: a sandbox for Infinipost's Edit Profile endpoint

Usage: infinipost-mock [options]
       infinipost-mock conformance --url URL [options]   tries the rules on a server; see its --help

Options:
  --port PORT   the port to listen on; 0 picks a free one
  --host HOST   the address to listen on
  --seed FILE   the state that every sandbox starts from
  --help        print this
  --version     print the version

Settings, from the environment or a .env file; an option goes before its setting:
${settings.join('\n')}
`
}
