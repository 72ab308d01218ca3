// The packages that src imports, bundled as the build does it: read one by one they would be hundreds of files for each
// test, and every one that is an ES module would cost trips between threads.
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = new URL('../../', import.meta.url)
const CACHE = new URL('node_modules/.cache/test-packages/', ROOT)
/** Written by npm when it installs: what is there, which the project's lock file may be ahead of. */
const INSTALLED = new URL('node_modules/.package-lock.json', ROOT)

const PACKAGES = [
  ...['@fastify/sse', '@fastify/static', '@fastify/swagger', '@sinclair/typebox', 'ajv', 'close-with-grace'],
  ...['fastify', 'ipaddr.js', 'lru-cache', 'pino', 'pino-pretty', 'secure-json-parse', 'undici'],
]

/** Where each of them lies; made on first use after an install. */
export async function bundledPackages() {
  const recipe = createHash('sha256')
    .update(readFileSync(INSTALLED))
    .update(readFileSync(new URL(import.meta.url)))
  const folder = new URL(`${recipe.digest('hex').slice(0, 16)}/`, CACHE)
  if (!existsSync(folder)) await makeBundle(folder)
  return Object.fromEntries(PACKAGES.map((name) => [name, new URL(`${fileName(name)}.js`, folder).href]))
}

async function makeBundle(folder) {
  const { build } = await import('esbuild')
  const draft = new URL(`${randomUUID()}/`, CACHE)
  mkdirSync(draft, { recursive: true })
  await build({
    entryPoints: PACKAGES.map((name) => ({ in: `facade:${name}`, out: fileName(name) })),
    outdir: fileURLToPath(draft),
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20.18',
    format: 'esm',
    banner: { js: "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);" },
    legalComments: 'none',
    logLevel: 'error',
    plugins: [facades],
  })
  // Other processes may make the same at this moment: the first to be done has made it.
  try {
    renameSync(draft, folder)
  } catch {
    rmSync(draft, { recursive: true })
  }
}

/** A module with the names that Node would find in the package, which a bundler cannot tell of CommonJS. */
const facades = {
  name: 'facades',
  setup(build) {
    build.onResolve({ filter: /^facade:/ }, ({ path }) => ({ path: path.slice(7), namespace: 'facade' }))
    build.onLoad({ filter: /./, namespace: 'facade' }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => name !== 'module.exports')
      return { contents: `export { ${names.join(', ')} } from '${path}'`, resolveDir: fileURLToPath(ROOT) }
    })
  },
}

const fileName = (name) => name.replace('/', '__')
