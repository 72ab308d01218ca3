import { isLooksOrReference, runFiles, testFiles } from '../run-files.js'

await runFiles(testFiles(['browser']).filter((file) => !isLooksOrReference(file)))
