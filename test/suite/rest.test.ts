import { runFiles, testFiles } from './run-files.js'

// Whatever folder is new is here until its tests take long.
const OTHERS = ['robustness', 'v1', 'control', 'client', 'http', 'pictures', 'corpus', 'properties']
const others = new Set(testFiles(OTHERS))

await runFiles(testFiles().filter((file) => !others.has(file)))
