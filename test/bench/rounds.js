import { updateRequest } from './load.js'
import { median, ratios, spread } from './statistics.js'
import { fixed, printTable, whole } from './table.js'

/** Adds the rounds of each variant to those in `taken`; those for warming up go first, and all rest equally long. */
export async function runInTurns(one, servers, load, { warmUps, rounds, roundMs }, taken) {
  const run = ({ server, keys }) => {
    const requests = Array.from({ length: one.connections }, (_, index) =>
      updateRequest(`sk_test_bench_${index % keys}`, one.accountId, one.update),
    )
    return load.run(servers[server], requests, one.status, roundMs)
  }
  for (let number = -warmUps; number < rounds; number++) {
    for (const [index, variant] of one.variants.entries()) {
      const round = await run(variant)
      if (number >= 0) taken[index].push(round)
    }
  }
}

/** A table of what each variant has taken, over the last of them, the floor. */
export function printRounds(title, variants, rounds) {
  const floor = rounds.at(-1)
  const column = (of, field) => of.map((round) => round[field])
  printTable(title, [
    ['', 'requests/s', 'of the floor’s', 'CPU µs each', 'floor’s CPU to own', 'p50 ms', 'p99 ms', 'of the floor’s'],
    ...variants.map(({ label }, index) => {
      const own = rounds[index]
      const over = (field) => ratios(column(own, field), column(floor, field))
      // The floor's share of the processor time: the ratio that other work on the machine disturbs least.
      const share = ratios(column(floor, 'cpu'), column(own, 'cpu'))
      const compared = (values) => (own === floor ? '' : spread(values, fixed(2)))
      return [
        label,
        spread(column(own, 'rate'), whole),
        compared(over('rate')),
        fixed(1)(median(column(own, 'cpu'))),
        compared(share),
        fixed(2)(median(column(own, 'p50'))),
        spread(column(own, 'p99'), fixed(2)),
        compared(over('p99')),
      ]
    }),
  ])
}
