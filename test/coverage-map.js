import { readdirSync } from 'node:fs'

/** What every test's coverage counts: all sources but the shared store's, which `npm run test:store` tries on a real one. */
const files = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => `${parentPath}/${name}`)
  .filter((file) => !file.startsWith('src/store/valkey/'))

export default () => files
