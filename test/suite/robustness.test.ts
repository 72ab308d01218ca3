import { GROUPS, runFiles, testFiles } from './run-files.js'

await runFiles(testFiles(GROUPS.robustness))
