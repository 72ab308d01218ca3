import { runFiles, testFiles } from '../run-files.js'

// All but what the other one runs beside it: so both take about as long.
await runFiles(testFiles(['browser']).filter((file) => !/^browser\/(?:docs|looks)/.test(file)))
