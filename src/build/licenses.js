// What ships of others: the packages that the build takes in, and those that npm installs beside it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeSbom } from './sbom.js'

/** Licences that ask for no more than that their text goes along; sharp's libvips is linked, not changed. */
const ALLOWED = new Set([
  ...['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'BlueOak-1.0.0'],
  ...['CC0-1.0', 'Unlicense', 'LGPL-3.0-or-later'],
])
const NOTICES = 'dist/THIRD-PARTY-LICENSES.txt'
const SBOM = 'dist/sbom.cdx.json'
const TEXT = /^(?:licen[cs]e|copying|notice)/i

const { packages: locked } = readJson('package-lock.json')

/** The folders of the packages of which something is in a bundle. */
const folders = new Set()

/** An esbuild plugin that remembers which packages a bundle was made of. */
export const rememberPackages = {
  name: 'remember-packages',
  setup(build) {
    build.initialOptions.metafile = true
    build.onEnd(({ metafile }) => {
      for (const { inputs } of Object.values(metafile?.outputs ?? {})) {
        for (const path of Object.keys(inputs)) {
          const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []
          if (folder !== undefined) folders.add(folder)
        }
      }
    })
  },
}

/** Writes the licences and the bill of materials of all that `dist` holds; throws for a licence that is not allowed. */
export function writeNotices() {
  const described = [...folders].map(describePackage)
  const bundled = [...new Map(described.map((one) => [idOf(one), one])).values()].sort(byName)
  const all = [...bundled, ...installedPackages(bundled)]
  const refused = all.filter(({ license }) => !isAllowed(license))
  if (refused.length > 0) throw new Error(`Licences that are not allowed:\n${listOf(refused)}`)
  const texts = bundled.map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}\n`)
  writeFileSync(NOTICES, texts.join(`\n${'-'.repeat(80)}\n\n`))
  writeSbom(SBOM, readJson('package.json'), bundled)
  if (process.argv.includes('--licenses')) process.stdout.write(`${listOf(all)}\n${all.length} packages\n`)
}

function describePackage(folder) {
  const { name, version, license, author } = readJson(join(folder, 'package.json'))
  const files = readdirSync(folder).filter((file) => TEXT.test(file))
  const text =
    files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n') ||
    `The package carries no text of its licence. Author: ${author?.name ?? author ?? 'not named'}`
  const { integrity } = locked[folder] ?? {}
  return { name, version, license: license ?? 'none named', where: 'bundled', text, integrity }
}

/** By the lock file: what `npm install --omit=dev` puts on one platform or another, beside what is bundled. */
function installedPackages(bundled) {
  const known = new Set(bundled.map(idOf))
  return Object.entries(locked)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .map(([path, { version, license }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      license: license ?? 'none named',
      where: 'installed',
    }))
    .filter((one) => !known.has(idOf(one)))
    .sort(byName)
}

/** Of alternatives one is enough; of what is joined all are needed. */
function isAllowed(expression) {
  const parts = expression.replace(/[()]/g, '').split(' AND ')
  return parts.every((part) => part.split(' OR ').some((license) => ALLOWED.has(license)))
}

const idOf = ({ name, version }) => `${name}@${version}`
const byName = (a, b) => a.name.localeCompare(b.name, 'en')

function listOf(packages) {
  const width = Math.max(...packages.map(({ name }) => name.length))
  return packages
    .map(
      ({ name, version, license, where }) =>
        `${name.padEnd(width)}  ${version.padEnd(10)} ${where.padEnd(10)} ${license}`,
    )
    .join('\n')
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}
