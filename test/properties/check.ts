import fc, { type IRawProperty } from 'fast-check'
import type { Test } from 'tap'

/** The same cases on every run, so that nobody's build fails by luck; another seed or more runs are an environment variable away. */
const SEED = Number(process.env.PROPERTY_SEED ?? 20_240_421)
const EFFORT = Number(process.env.PROPERTY_EFFORT ?? 1)

/** Holds a property against so many random cases; a failure shows the smallest case found, and the seed to run it again. */
export async function check<T>(t: Test, runs: number, property: IRawProperty<T>): Promise<void> {
  const numRuns = runs * EFFORT
  t.comment(`seed ${SEED}, ${numRuns} runs; PROPERTY_SEED and PROPERTY_EFFORT try others and more`)
  const result = await fc.check(property as fc.IAsyncProperty<T>, { seed: SEED, numRuns })
  if (result.failed) t.fail(`${result.errorInstance}\n${fc.defaultReportMessage(result)}`)
  else t.pass(`${result.numRuns} runs`)
}
