// Tools that only these checks need: fetched when they run, in these versions, into a folder of their own.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const VERSIONS = {
  '@arethetypeswrong/cli': '0.18.5',
  '@redocly/cli': '2.77.0',
  'kubernetes-models': '5.1.0',
  'openapi-typescript': '7.13.0',
  publint: '0.3.25',
  // What openapi-typescript is made for.
  typescript: '5.9.3',
  yaml: '2.9.1',
}

/** Installs tools into a folder; returns a function that gives the path of a file of theirs. */
export function fetchTools(folder, names) {
  install(
    folder,
    names.map((name) => `${name}@${VERSIONS[name]}`),
  )
  return (file) => join(folder, 'node_modules', file)
}

/** Installs packages into a folder, and says nothing but what goes wrong. */
export function install(folder, packages) {
  const quietly = ['--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  execFileSync('npm', ['install', '--prefix', folder, ...quietly, ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
