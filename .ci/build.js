// Builds dist: the server and the library, bundled so that a start reads few files, and the library's types.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { buildDashboard, buildReference, compressPages, writeOpenApi } from './build-pages.js'
import { rememberPackages, writeNotices } from './licenses.js'

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.18',
  outdir: 'dist',
  // A native module: npm installs the right one for each machine.
  external: ['sharp'],
  legalComments: 'none',
  plugins: [rememberPackages],
  logLevel: 'warning',
}

rmSync('dist', { recursive: true, force: true })
await Promise.all([
  build({
    ...common,
    entryPoints: ['src/main.ts', 'src/index.ts', 'src/client.ts'],
    format: 'esm',
    // What is imported on demand stays a file of its own.
    splitting: true,
    chunkNames: '[name]-[hash]',
    banner: {
      js: "import{createRequire as createRequire_}from'node:module';const require=createRequire_(import.meta.url);",
    },
  }),
  build({
    ...common,
    entryPoints: ['src/index.ts', 'src/client.ts'],
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl=require('node:url').pathToFileURL(__filename).href;" },
  }),
  buildDashboard(common),
  buildReference(),
  writeOpenApi(),
])
buildTypes()
compressPages()
writeNotices(['swagger-ui-dist'])

/** Declarations for both kinds of module: the same text, but for the endings of what it imports. */
function buildTypes() {
  execFileSync(
    process.execPath,
    [
      'node_modules/typescript/bin/tsc',
      ...['src/index.ts', 'src/client.ts', '--ignoreConfig', '--declaration', '--emitDeclarationOnly'],
      ...['--outDir', 'dist/types', '--rootDir', 'src', '--module', 'nodenext', '--target', 'es2022'],
      ...['--lib', 'es2023,esnext.disposable', '--types', 'node', '--skipLibCheck', '--strict'],
    ],
    { stdio: 'inherit' },
  )
  keepReachableTypes(['index.d.ts', 'client.d.ts'])
}

function keepReachableTypes(entries) {
  const reachable = new Set()
  const visit = (file) => {
    if (reachable.has(file)) return
    reachable.add(file)
    const text = readFileSync(`dist/types/${file}`, 'utf8')
    for (const [, path] of text.matchAll(/from '(\.[^']+)\.js'/g)) {
      visit(new URL(`${path}.d.ts`, `file:///${file}`).pathname.slice(1))
    }
    writeFileSync(`dist/types/${file.replace(/\.ts$/, '.cts')}`, text.replaceAll(/(from '\.[^']+)\.js'/g, "$1.cjs'"))
  }
  entries.forEach(visit)
  for (const file of readdirSync('dist/types', { recursive: true })) {
    if (file.endsWith('.d.ts') && !reachable.has(file)) rmSync(`dist/types/${file}`)
  }
}
