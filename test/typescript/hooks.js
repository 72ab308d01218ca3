// Blanks out the types and leaves everything else where it is, so lines and columns are true without source maps.
// The result is kept on disk by its content: loading the TypeScript compiler takes longer than most tests.
// tap's own hooks do not see these files, as each costs a trip between threads; so t.mockImport() does not work on them.
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const ROOT = new URL('../../', import.meta.url)
const CACHE = new URL('node_modules/.cache/ts-blank-space/', ROOT)
const BUNDLES = new URL('node_modules/.cache/test-packages/', ROOT)

const require = createRequire(import.meta.url)
const { version } = require('ts-blank-space/package.json')

/** Where bare names lead: the packages that src imports, and tap. */
let packages

export function initialize(bundled) {
  packages = { ...bundled, tap: new URL('tap.js', import.meta.url).href }
}

/** What is found here is kept from the hooks of tap, which would ask the main thread about each. */
export function resolve(specifier, context, nextResolve) {
  const { parentURL } = context
  if (specifier.startsWith('node:')) return { url: specifier, format: 'builtin', shortCircuit: true }
  if (!parentURL?.startsWith(ROOT.href)) return nextResolve(specifier, context)
  if (Object.hasOwn(packages, specifier)) return found(packages[specifier])
  if (parentURL.endsWith('.ts') && /^\.\.?\/.*\.js$/.test(specifier)) {
    // Imports name the .js that a compiler would write; here only the .ts beside it exists.
    const source = new URL(specifier.replace(/\.js$/, '.ts'), parentURL)
    if (existsSync(source)) return found(source.href)
  }
  if (specifier.startsWith('./') && parentURL.startsWith(BUNDLES.href)) return found(new URL(specifier, parentURL).href)
  return nextResolve(specifier, context)
}

const found = (url) => ({ url, format: 'module', shortCircuit: true })

export async function load(url, context, nextLoad) {
  if (url.startsWith('node:')) return { format: 'builtin', shortCircuit: true }
  if (url.startsWith(BUNDLES.href)) return { format: 'module', source: readFileSync(new URL(url)), shortCircuit: true }
  if (!url.startsWith(ROOT.href) || !url.endsWith('.ts')) return nextLoad(url, context)
  return { format: 'module', source: await withoutTypes(new URL(url)), shortCircuit: true }
}

async function withoutTypes(file) {
  const source = readFileSync(file, 'utf8')
  const kept = new URL(`${createHash('sha256').update(version).update(source).digest('hex')}.js`, CACHE)
  if (existsSync(kept)) return readFileSync(kept, 'utf8')
  const { default: blankSpace } = await import('ts-blank-space')
  const blanked = blankSpace(source, (node) => {
    throw new SyntaxError(`More than a type, so it cannot be blanked out: ${node.getText()} in ${file}`)
  })
  keep(kept, blanked)
  return blanked
}

/** Other processes may read it at any time, so it appears whole. */
function keep(file, text) {
  const draft = new URL(`${file.href}.${randomUUID()}`)
  mkdirSync(CACHE, { recursive: true })
  writeFileSync(draft, text)
  renameSync(draft, file)
}
