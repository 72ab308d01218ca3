import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { startCluster } from './redis-cluster.js'
import { startStoreServer } from './redis-server.js'

// `npm run test:store`: the store's own tests, then the suites of both surfaces over two apps that share a store, call by
// call. STORE_URL names a store to use; without it one is started, and one as a cluster.

const SUITES = ['test/suite/on-store/surfaces.test.ts', 'test/suite/on-store/properties.test.ts']
const SMOKE = ['test/valkey/contract.test.ts', 'test/suite/on-store/smoke.test.ts']

/** The store's own tests are the ones that say what of it is covered. */
const COVERAGE = ['--coverage-map=test/valkey/coverage-map.js', '--allow-incomplete-coverage']

let failed = 0
function run(name: string, url: string, files: readonly string[], coverage = ['--disable-coverage']): void {
  process.stdout.write(`== ${name}\n`)
  const env = { ...process.env, TEST_STORE_URL: url }
  const args = ['tap', ...coverage, '--jobs=2', '--timeout=300', ...files]
  const { status } = spawnSync('npx', args, { stdio: 'inherit', env })
  if (status !== 0) failed += 1
}

const given = process.env.STORE_URL ?? ''
const server = given === '' ? await startStoreServer() : undefined
run('the store’s own tests', '', ownTests(), COVERAGE)
run('two apps on one store', server?.url ?? given, SUITES)
await server?.kill()
if (given === '') {
  const cluster = await startCluster()
  run('two apps on a cluster', cluster.url, SMOKE)
  await cluster.kill()
}
process.exitCode = failed

function ownTests(): string[] {
  const files = readdirSync('test/valkey').filter((file) => file.endsWith('.test.ts'))
  return files.map((file) => `test/valkey/${file}`)
}
