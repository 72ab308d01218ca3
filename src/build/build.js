// Builds dist: all that is packed, or with --serving only what a start needs. With --if-changed it does nothing where
// that is there and the sources are as they were.
import { rmSync } from 'node:fs'
import { buildCommonJs } from './bundles.js'
import { writeDeclarations } from './declarations.js'
import { writeNotices } from './licenses.js'
import { compressPages } from './pages.js'
import { buildForServing } from './serving.js'
import { built, keepStamp, sourceStamp } from './source-stamp.js'

const servingOnly = process.argv.includes('--serving')
const stamp = sourceStamp()
const { stamp: builtFrom, whole } = built()
const isThere = builtFrom === stamp && (servingOnly || whole)
if (!isThere || !process.argv.includes('--if-changed')) {
  rmSync('dist', { recursive: true, force: true })
  await Promise.all([buildForServing(), ...(servingOnly ? [] : [buildCommonJs()])])
  if (!servingOnly) {
    writeDeclarations()
    compressPages()
    writeNotices()
  }
  keepStamp(stamp, !servingOnly)
}
