// Lets Node run the TypeScript of src and test: `node --import=./test/typescript/register.js file.ts`.
// It takes the place of tap's own loader, which package.json switches off with TAP_TYPE_STRIP_ONLY.
import { register } from 'node:module'
import { bundledPackages } from './packages.js'

register('./hooks.js', import.meta.url, { data: await bundledPackages() })
