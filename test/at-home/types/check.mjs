// Compiles `use.ts` as projects of each kind do, without skipping the checks of what declarations say.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'

/** TypeScript 6 calls node10 deprecated and still knows it. */
const KINDS = [
  ['typescript', 'commonjs', { module: 'commonjs', moduleResolution: 'node10' }],
  ['typescript-6', 'commonjs', { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' }],
  ['typescript', 'module', { module: 'esnext', moduleResolution: 'node10' }],
  ...['typescript', 'typescript-6'].flatMap((compiler) =>
    ['commonjs', 'module'].flatMap((type) => [
      [compiler, type, { module: 'node16', moduleResolution: 'node16' }],
      [compiler, type, { module: 'nodenext', moduleResolution: 'nodenext' }],
      [compiler, type, { module: 'esnext', moduleResolution: 'bundler' }],
    ]),
  ),
]

for (const [compiler, type, options] of KINDS) {
  const folder = mkdtempSync('types-')
  try {
    cpSync(new URL('use.ts', import.meta.url), `${folder}/use.ts`)
    writeFileSync(`${folder}/package.json`, JSON.stringify({ type }))
    const compilerOptions = { target: 'es2022', lib: ['es2022'], types: [], strict: true, noEmit: true, ...options }
    writeFileSync(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions }))
    execFileSync(process.execPath, [`node_modules/${compiler}/bin/tsc`, '-p', folder], { stdio: 'inherit' })
  } catch (error) {
    process.stderr.write(`${compiler}, type ${type}, ${JSON.stringify(options)}: ${error.message}\n`)
    process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true })
  }
}
