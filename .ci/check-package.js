// The package as somebody else gets it: packed, held against what tools and TypeScript expect of one, installed
// elsewhere, and tried there. What is packed is the build that is there.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fetchTools } from './fetch-tools.js'

const folder = mkdtempSync(join(tmpdir(), 'package-'))
const run = (command, ...args) => execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
const node = (...args) => run(process.execPath, ...args)

try {
  run('npm', 'pack', '--ignore-scripts', '--silent', '--pack-destination', folder)
  const tarball = join(folder, readdirSync(folder)[0])
  const tool = fetchTools(join(folder, 'tools'), ['publint', '@arethetypeswrong/cli'])
  node(tool('publint/src/cli.js'), '--strict', tarball)
  node(tool('@arethetypeswrong/cli/dist/index.js'), tarball)
  const elsewhere = join(folder, 'elsewhere')
  run('npm', 'install', '--prefix', elsewhere, '--silent', '--no-save', tarball)
  node('.ci/try-package.js', elsewhere)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
