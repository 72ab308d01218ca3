import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/** The library's declarations for both kinds of module: the same text, but for the endings of what it imports. */
export function writeDeclarations() {
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
  keepReachable(['index.d.ts', 'client.d.ts'])
}

function keepReachable(entries) {
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
