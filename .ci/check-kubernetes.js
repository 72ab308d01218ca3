// Checks the Kubernetes fragment against the published schemas: each value fits, and no field is unknown.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fetchTools } from './fetch-tools.js'

const FRAGMENT = 'test/examples/replicas/kubernetes.yaml'
const folder = mkdtempSync(join(tmpdir(), 'kubernetes-'))

try {
  fetchTools(folder, ['kubernetes-models', 'yaml'])
  const { parseAllDocuments } = createRequire(join(folder, 'check.cjs'))('yaml')
  const resources = parseAllDocuments(readFileSync(FRAGMENT, 'utf8')).map((document) => document.toJS())
  // In the folder, for only there the package is found.
  const models = join(folder, 'models.mjs')
  const pathOf = ({ apiVersion, kind }) => `'kubernetes-models/${apiVersion}/${kind}'`
  writeFileSync(models, resources.map((one) => `export { ${one.kind} } from ${pathOf(one)}\n`).join(''))
  const byKind = await import(pathToFileURL(models).href)
  for (const resource of resources) new byKind[resource.kind](resource).validate()
  // The schemas let unknown fields pass; the types made from them do not.
  const typed = (one, index) =>
    `import type { I${one.kind} } from ${pathOf(one)}\nexport const resource${index}: I${one.kind} = ${JSON.stringify(one)}\n`
  const file = join(folder, 'resources.ts')
  writeFileSync(file, resources.map(typed).join(''))
  const options = ['--ignoreConfig', '--strict', '--noEmit', '--skipLibCheck', '--module', 'nodenext']
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', ...options, file], { stdio: 'pipe' })
  process.stdout.write(`${resources.map(({ kind }) => kind).join(', ')}: valid\n`)
} catch (error) {
  process.stderr.write(`${error.stdout ?? ''}${error.stderr ?? error.stack}\n`)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
