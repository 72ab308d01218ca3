// The part of the build that browsers see: the dashboard and the reference page.
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** The pages: the dashboard at `/`, the reference at `/docs`. */
export async function buildPages(common) {
  for (const page of ['dashboard', 'docs']) {
    const source = `src/${page}/page`
    await build({
      ...common,
      entryPoints: [`${source}/main.tsx`, `${source}/page.css`],
      outdir: `dist/${page}`,
      platform: 'browser',
      target: ['chrome123', 'firefox120', 'safari17.5'],
      format: 'esm',
      minify: true,
      // For the coverage of the browser's tests; it is neither packed nor served.
      sourcemap: 'external',
      jsx: 'automatic',
      jsxImportSource: 'preact',
    })
    copyFileSync(`${source}/index.html`, `dist/${page}/index.html`)
  }
  copyFileSync('src/dashboard/page/icon.svg', 'dist/dashboard/icon.svg')
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
