// The whole product as it is reached through a proxy that adds TLS, HTTP/2 and a path.
import { strict as assert } from 'node:assert'
import { connectSandbox } from 'infinipost-mock/client'

const base = process.argv[2]
const sandbox = connectSandbox({ url: base })
const edit = (body) =>
  fetch(`${base}/v1/accounts/acc_1a2b3c4d5e/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ platform: 'instagram', ...body }),
  })

// A wait that begins before its call has an event stream through the proxy.
const waiting = sandbox.waitForRequest({ status: 200 })
const { profilePictureUrl } = await (await edit({ profilePictureUrl: 'https://pictures.test/64x64.png' })).json()
assert.equal((await waiting).status, 200)
assert.ok(profilePictureUrl.startsWith(`${base}/media/`), profilePictureUrl)
assert.match((await fetch(profilePictureUrl)).headers.get('content-type'), /^image\//)

// The first byte of the stream is there at once, not with the first heartbeat.
const started = performance.now()
const stream = await fetch(`${base}/_sandbox/events`, { headers: { authorization: `Bearer ${sandbox.apiKey}` } })
assert.ok(performance.now() - started < 10_000, 'the event stream opens at once')
await stream.body.cancel()

// Whatever the pages ask for lies under the path too.
for (const page of ['/', '/docs/']) {
  const opened = await fetch(base + page)
  assert.equal(opened.status, 200, page)
  const links = [...(await opened.text()).matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, link]) => link)
  assert.ok(links.length > 0, page)
  for (const link of links.filter((link) => !link.startsWith('data:'))) {
    const url = new URL(link, opened.url).href
    assert.ok(url.startsWith(base), `${page} asks for ${url}`)
    assert.equal((await fetch(url)).status, 200, url)
  }
}
const { servers } = await (await fetch(`${base}/openapi.json`)).json()
assert.ok(
  new URL(servers[0].url, `${base}/openapi.json`).href.startsWith(base),
  'the reference tries calls under the path',
)
await sandbox.close()
