// Prints how much of the pages' own code the browser's tests have run; with --clear it forgets what was run before.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import libCoverage from 'istanbul-lib-coverage'
import v8ToIstanbul from 'v8-to-istanbul'

const folder = '.tap/page-coverage'
if (process.argv.includes('--clear')) {
  rmSync(folder, { recursive: true, force: true })
  process.exit()
}
mkdirSync(folder, { recursive: true })

const map = libCoverage.createCoverageMap()
for (const file of readdirSync(folder)) {
  const script = `dist/${file.split('-')[0]}/main.js`
  const sourcemap = JSON.parse(readFileSync(`${script}.map`, 'utf8'))
  const converter = v8ToIstanbul(script, 0, { source: readFileSync(script, 'utf8'), sourceMap: { sourcemap } })
  await converter.load()
  converter.applyCoverage(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')))
  map.merge(converter.toIstanbul())
}
map.filter((path) => !path.includes('node_modules'))

const row = ({ lines, branches }, name) =>
  `${String(lines.pct).padStart(6)} % of lines ${String(branches.pct).padStart(6)} % of branches  ${name}\n`
for (const path of map.files().sort()) {
  const summary = map.fileCoverageFor(path).toSummary()
  if (summary.lines.pct < 100) process.stdout.write(row(summary.toJSON(), relative('.', path)))
}
process.stdout.write(row(map.getCoverageSummary().toJSON(), 'all of the pages’ own code'))
