// The bundles of the server and the library: made so that a start reads few files.
import { build } from 'esbuild'
import { rememberPackages } from './licenses.js'

/**
 * What packages read when they start and are never asked for here, by the package that does: files looked for ahead, schema
 * compilers (the server has its own), requests without a connection, and TLS, which is a proxy's work.
 */
const LEFT_OUT = {
  '@fastify/static': ['glob'],
  fastify: [
    '@fastify/ajv-compiler',
    '@fastify/fast-json-stringify-compiler',
    'light-my-request',
    'node:https',
    'node:http2',
  ],
}

const leaveOut = {
  name: 'leave-out',
  setup(build) {
    for (const [from, names] of Object.entries(LEFT_OUT)) {
      const importer = new RegExp(`/node_modules/${from}/(?!.*/node_modules/)`)
      build.onResolve({ filter: new RegExp(`^(?:${names.join('|')})$`) }, (asked) =>
        importer.test(asked.importer.replaceAll('\\', '/')) ? { path: asked.path, namespace: 'left-out' } : undefined,
      )
    }
    build.onLoad({ filter: /^/, namespace: 'left-out' }, () => ({ contents: 'module.exports = () => {}' }))
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
  // The rest of the types are of files that no page here has.
  alias: { mime: 'mime/lite' },
  legalComments: 'none',
  plugins: [rememberPackages, leaveOut],
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
