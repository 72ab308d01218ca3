// Builds dist. By default all that is packed; with --serving only what a start needs, and nothing if that is there and
// the sources are as they were.
import { rmSync } from 'node:fs'
import { buildCommonJs } from './bundles.js'
import { writeDeclarations } from './declarations.js'
import { writeNotices } from './licenses.js'
import { compressPages } from './pages.js'
import { buildForServing } from './serving.js'
import { builtStamp, keepStamp, sourceStamp } from './source-stamp.js'

const servingOnly = process.argv.includes('--serving')
const stamp = sourceStamp()
if (!servingOnly || builtStamp() !== stamp) {
  rmSync('dist', { recursive: true, force: true })
  await Promise.all([buildForServing(), ...(servingOnly ? [] : [buildCommonJs()])])
  if (!servingOnly) {
    writeDeclarations()
    compressPages()
    writeNotices(['swagger-ui-dist'])
  }
  keepStamp(stamp)
}
