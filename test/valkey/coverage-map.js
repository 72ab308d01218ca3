import { readdirSync } from 'node:fs'

/** What the tests on a real store count as theirs to cover. */
const files = readdirSync('src/store/valkey', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => `${parentPath}/${name}`)

export default () => files
