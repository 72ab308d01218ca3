#!/usr/bin/env node
import { serve, startError } from './serve.js'

try {
  await serve(process.argv.slice(2), process.stdout)
} catch (error) {
  const line = startError(error)
  if (line === undefined) throw error
  process.stderr.write(line)
  process.exitCode = 1
}
