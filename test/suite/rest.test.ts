import { GROUPS, runFiles, testFiles } from './run-files.js'

const others = new Set(testFiles(Object.values(GROUPS).flat()))

await runFiles(testFiles().filter((file) => !others.has(file)))
