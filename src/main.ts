#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8'
import { serve, startError } from './serve.js'

// A request runs through many small functions, its framework's and ours: the compiler may put more of them into one.
setFlagsFromString('--max-inlined-bytecode-size-cumulative=4000')
setFlagsFromString('--min-inlining-frequency=0.01')

try {
  await serve(process.argv.slice(2), process.stdout)
} catch (error) {
  process.stderr.write(startError(error))
  process.exitCode = 1
}
