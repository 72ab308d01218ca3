import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { promisify } from 'node:util'
import { build } from 'esbuild'

/** Writes `dist/openapi.json`, made from the routes by a program that is not shipped. */
export async function writeOpenApi() {
  const program = 'dist/write-openapi.js'
  await build({
    entryPoints: ['src/write-openapi.ts'],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  })
  await promisify(execFile)(process.execPath, [program])
  rmSync(program)
}
