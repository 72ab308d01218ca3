// What serving needs: the server, its pages and the OpenAPI document.
import { build } from 'esbuild'
import { common, SERVER } from './bundles.js'
import { writeOpenApi } from './openapi-file.js'
import { buildDashboard, buildReference } from './pages.js'

/** Adds it to `dist`. */
export async function buildForServing() {
  await Promise.all([build(SERVER), buildDashboard(common), buildReference(), writeOpenApi()])
}
