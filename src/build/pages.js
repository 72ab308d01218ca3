// The part of the build that browsers see: the dashboard and the reference page.
import { copyFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** The page at `/`. */
export async function buildDashboard(common) {
  await build({
    ...common,
    entryPoints: ['src/dashboard/page/main.tsx', 'src/dashboard/page/page.css'],
    outdir: 'dist/dashboard',
    platform: 'browser',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    format: 'esm',
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
  })
  for (const file of ['index.html', 'icon.svg']) copyFileSync(`src/dashboard/page/${file}`, `dist/dashboard/${file}`)
}

/** The page at `/docs`: ours, and the package that draws it with its licences. */
export async function buildReference() {
  cpSync('src/docs/page', 'dist/docs', { recursive: true })
  const files = ['swagger-ui-bundle.js', 'swagger-ui-bundle.js.LICENSE.txt', 'swagger-ui.css', 'LICENSE', 'NOTICE']
  for (const file of files) cpSync(`node_modules/swagger-ui-dist/${file}`, `dist/docs/${file}`)
}

/** Puts compressed copies beside the files that browsers ask for, which the server sends to those who take them. */
export function compressPages() {
  const { BROTLI_PARAM_QUALITY, BROTLI_MAX_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants
  const pages = ['dist/dashboard', 'dist/docs'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.(?:html|js|css|svg)$/.test(name))
      .map((name) => `${folder}/${name}`),
  )
  for (const path of ['dist/openapi.json', ...pages]) {
    const bytes = readFileSync(path)
    const params = { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY, [BROTLI_PARAM_SIZE_HINT]: bytes.length }
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }))
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
  }
}
