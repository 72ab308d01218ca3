// The bundles of the server and the library: made so that a start reads few files.
import { build } from 'esbuild'
import { rememberPackages } from './licenses.js'

/** `@fastify/static` looks for files ahead with it, which it is never asked to here: a tenth of what a start would read. */
const leaveOutGlob = {
  name: 'leave-out-glob',
  setup(build) {
    build.onResolve({ filter: /^glob$/ }, () => ({ path: 'glob', namespace: 'left-out' }))
    build.onLoad({ filter: /^glob$/, namespace: 'left-out' }, () => ({ contents: '' }))
  },
}

/** What all bundles share, those of the pages too. */
export const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.18',
  outdir: 'dist',
  // A native module: npm installs the right one for each machine.
  external: ['sharp'],
  legalComments: 'none',
  plugins: [rememberPackages, leaveOutGlob],
  logLevel: 'warning',
}

/** A test that fakes or lacks globals in its own world leaves those of a sandbox in its process alone. */
const globals = {
  inject: ['src/build/captured-globals.js'],
  define: { 'process.nextTick': 'capturedNextTick' },
}

/** The server and the library, as ES modules. */
export const SERVER = {
  ...common,
  ...globals,
  entryPoints: ['src/main.ts', 'src/index.ts', 'src/client.ts'],
  format: 'esm',
  // What is imported on demand stays a file of its own.
  splitting: true,
  chunkNames: '[name]-[hash]',
  // A start reads all of it. Names stay, and so do lines that an error can point at.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 120,
  banner: {
    js: "import{createRequire as createRequire_}from'node:module';const require=createRequire_(import.meta.url);",
  },
}

/** The library for those who `require` it. */
export async function buildCommonJs() {
  await build({
    ...common,
    ...globals,
    entryPoints: ['src/index.ts', 'src/client.ts'],
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    // jest runs no native `import()`.
    supported: { 'dynamic-import': false },
    define: { ...globals.define, 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl=require('node:url').pathToFileURL(__filename).href;" },
  })
}
