import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { startServer } from '../helper.js'
import { RUN_TYPESCRIPT } from '../process.js'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const EXAMPLES = readdirSync(FOLDER).filter((file) => file.endsWith('.example.ts'))

/** Runs a file as a process of its own, which must end by itself. */
async function run(t: Test, file: string, url: string) {
  const child = spawn(process.execPath, [RUN_TYPESCRIPT, FOLDER + file], {
    env: { ...process.env, SANDBOX_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += text))
  const [code] = await once(child, 'close')
  return { code, printed }
}

t.strictSame(EXAMPLES, ['fetch.example.ts', 'node-test.example.ts', 'rules-not-hit.example.ts'])
for (const file of EXAMPLES) {
  t.test(`${file} runs and exits by itself`, async (t) => {
    const { url } = await startServer(t)
    const { code, printed } = await run(t, file, url)
    t.equal(code, 0, printed)
    const tests = { 'node-test.example.ts': 1, 'rules-not-hit.example.ts': 2 }[file]
    if (tests !== undefined) t.match(printed, new RegExp(`^\\W+pass ${tests}$`, 'm'))
  })
}
