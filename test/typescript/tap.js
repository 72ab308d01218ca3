// tap by its CommonJS files, which are read without the trips between threads that each ES module costs.
import { createRequire } from 'node:module'

const tap = createRequire(import.meta.url)('tap')

export default tap.t
