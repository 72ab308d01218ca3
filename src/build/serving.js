// What serving needs: the server, its pages and the OpenAPI document.
import { build } from 'esbuild'
import { common, SERVER } from './bundles.js'
import { writeOpenApi } from './openapi-file.js'
import { buildPages } from './pages.js'

/** Adds it to `dist`. */
export async function buildForServing() {
  await Promise.all([build(SERVER), buildPages(common), writeOpenApi()])
}
