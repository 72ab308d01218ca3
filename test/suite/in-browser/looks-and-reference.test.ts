import { runFiles, testFiles } from '../run-files.js'

await runFiles(testFiles(['browser']).filter((file) => /^browser\/(?:docs|looks)/.test(file)))
