// Tries the package as it is installed: loaded each way, run by its name, and fetching a picture over the network.
import { strict as assert } from 'node:assert'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const folder = process.argv[2]
const require = createRequire(pathToFileURL(`${folder}/`))
const load = async (name) => import(pathToFileURL(require.resolve(name).replace(/\.cjs$/, '.js')))

const pictures = createServer((_request, response) => response.end(picture))
const picture = readFileSync(new URL('../fixtures/pictures/warm-up.jpg', import.meta.url))
pictures.listen(0, '127.0.0.1')
await once(pictures, 'listening')
const pictureUrl = `http://127.0.0.1:${pictures.address().port}/`

async function edit(url, profilePictureUrl) {
  const reply = await fetch(`${url}/v1/accounts/acc_1a2b3c4d5e/profile`, {
    method: 'PATCH',
    headers: { authorization: 'Bearer sk_test_demo', 'content-type': 'application/json' },
    body: JSON.stringify({ platform: 'instagram', profilePictureUrl }),
  })
  return { status: reply.status, rule: reply.headers.get('x-sandbox-rule') }
}

for (const library of [await load('infinipost-mock'), require('infinipost-mock')]) {
  const sandbox = await library.startSandbox({ allowPrivatePictureUrls: true })
  assert.deepEqual(await edit(sandbox.url, pictureUrl), { status: 200, rule: null })
  for (const client of [await load('infinipost-mock/client'), require('infinipost-mock/client')]) {
    assert.equal((await client.connectSandbox({ url: sandbox.url }).clock.get()).mode, 'real')
  }
  await sandbox.close()
}

const server = spawn(`${folder}/node_modules/.bin/infinipost-mock`, ['--port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
let printed = ''
while (!/listening at (http[^"]+)/.test(printed)) printed += (await once(server.stdout, 'data'))[0]
const url = /listening at (http[^"]+)/.exec(printed)[1]
assert.deepEqual(await edit(url, pictureUrl.replace('127.0.0.1', 'localhost')), {
  status: 400,
  rule: 'picture-not-public',
})
assert.deepEqual(await edit(url, 'https://pictures.test/640x640.avif'), { status: 200, rule: null })
for (const path of ['/', '/docs', '/openapi.json']) assert.equal((await fetch(url + path)).status, 200, path)
server.kill()
assert.deepEqual(await once(server, 'exit'), [0, null])
pictures.close()
