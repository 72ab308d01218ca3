import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const STAMP = 'dist/.sources'
/** Whatever a build is made of; the lock file stands for the packages. */
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json']

/** A digest of all that a build is made of. It is of what the files hold, as a checkout gives them new times. */
export function sourceStamp() {
  const hash = createHash('sha256')
  for (const file of [...FILES, ...filesBelow('src')]) hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

/** What the build in `dist` was made of, and whether it is all that is packed; no stamp where there is no build. */
export function built() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8'))
  } catch {
    return {}
  }
}

/** Comes last in a build: one that failed has no stamp. */
export function keepStamp(stamp, whole) {
  writeFileSync(STAMP, JSON.stringify({ stamp, whole }))
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
}
