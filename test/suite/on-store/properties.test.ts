import { runFiles, testFiles } from '../run-files.js'

await runFiles(testFiles(['properties']))
