import { parseArgs } from 'node:util'

export const MEASURES = ['throughput', 'cold-start', 'memory', 'picture-memory', 'early-refusal', 'reset', 'store']

const USAGE = `npm run bench -- [--only NAME[,NAME]] [--quick] [--peers]

  --only   some of: ${MEASURES.join(', ')}
  --peers  other mock servers beside it, fetched from the package registry; alone unless --only names more
  --quick  short rounds and few of them: to see that it works, not to quote
`

/** What the command line asks for; ends the process where it asks for help or for nonsense. */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  })
  const only = values.only?.split(',') ?? (values.peers ? [] : MEASURES)
  if (values.help || only.some((name) => !MEASURES.includes(name))) {
    process.stdout.write(USAGE)
    process.exit(values.help ? 0 : 2)
  }
  return { only: values.peers ? [...only, 'peers'] : only, ...(values.quick ? QUICK : FULL) }
}

/** Enough rounds for a median, and some ten minutes in all. */
const FULL = {
  launches: 6,
  warmUps: 8,
  rounds: 4,
  roundMs: 500,
  starts: 15,
  sandboxes: 1000,
  pictures: 1000,
  crowd: 100,
}
const QUICK = {
  launches: 1,
  warmUps: 1,
  rounds: 2,
  roundMs: 400,
  starts: 2,
  sandboxes: 200,
  pictures: 50,
  crowd: 20,
}
