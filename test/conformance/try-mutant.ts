import { runCommand } from './run-command.js'
import type { Json, Mutant } from './spoil.js'
import { standIn } from './stand-in.js'

let count = 0

/** Runs the suite against a stand-in that is wrong: the rules that it calls wrong, and what it says of the first. */
export async function tryMutant(upstream: string, { spoil }: Mutant, args: readonly string[] = []) {
  const ends: (() => unknown)[] = []
  const t = { teardown: (end: () => unknown) => void ends.push(end) }
  const { url } = await standIn(t, upstream, { spoil: spoil() })
  try {
    count += 1
    const { code, out, err } = await runCommand(url, ['--json', ...args], { apiKey: `sk_test_mutant_${count}` })
    const rules: Json[] = code === 2 ? [] : JSON.parse(out).rules
    const wrong = rules.filter(({ outcome }) => outcome === 'differs')
    return { code, err, caught: wrong.map(({ rule }): string => rule), detail: wrong[0]?.detail as string | undefined }
  } finally {
    for (const end of ends) await end()
  }
}
