import { runFiles, testFiles } from '../run-files.js'

await runFiles(testFiles(['v1', 'control', 'client']))
