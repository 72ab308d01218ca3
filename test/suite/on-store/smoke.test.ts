import { runFiles } from '../run-files.js'

// A little of everything: each kind of step, many at once, and what is told of them.
await runFiles(['v1/update.test.ts', 'v1/concurrency.test.ts', 'control/events.test.ts'])
