#!/usr/bin/env node
import { serve, startError } from './serve.js'

try {
  await serve(process.argv.slice(2), process.stdout)
} catch (error) {
  process.stderr.write(startError(error))
  process.exitCode = 1
}
