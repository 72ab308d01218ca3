import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { KEY_RULES, RULES, type RuleId } from '../../src/domain/rules.js'
import { startServer, type TestServer } from '../helper.js'
import { sendRaw } from '../raw.js'
import { ONE_APP } from '../two-apps.js'

const INSTAGRAM = 'acc_1a2b3c4d5e'
const picture = (path: string) => ({ platform: 'instagram', profilePictureUrl: `https://pictures.test/${path}` })

/** For every rule a call that it refuses: the rule that the reply's header names. */
const PROVOKE: Record<RuleId, (server: TestServer) => Promise<string | null>> = {
  'key-missing': ({ edit }) => ruleOf(edit(INSTAGRAM, {}, { key: null })),
  'key-expired': ({ edit }) => ruleOf(edit(INSTAGRAM, {}, { key: 'sk_test_expired' })),
  'key-invalid': ({ edit }) => ruleOf(edit(INSTAGRAM, {}, { key: 'sk_live_x' })),
  'http-malformed': async ({ url }) => /x-sandbox-rule: (\S+)/.exec(await sendRaw(url, 'nonsense\r\n\r\n'))![1]!,
  'path-malformed': ({ edit }) => ruleOf(edit('%zz', {})),
  'host-not-allowed': async ({ url, key }) => {
    const head = `GET /v1 HTTP/1.1\r\nHost: evil.test\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n\r\n`
    return /x-sandbox-rule: (\S+)/.exec(await sendRaw(url, head))![1]!
  },
  'route-not-found': ({ call }) => ruleOf(call('GET', '/v1/accounts')),
  'method-not-allowed': ({ call }) => ruleOf(call('GET', `/v1/accounts/${INSTAGRAM}/profile`)),
  'media-type-unsupported': ({ edit }) => ruleOf(edit(INSTAGRAM, 'x', { headers: { 'content-type': 'text/plain' } })),
  'body-encoding-unsupported': ({ edit }) =>
    ruleOf(edit(INSTAGRAM, '{}', { headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' } })),
  'body-too-large': ({ edit }) => ruleOf(edit(INSTAGRAM, 'x'.repeat(65_537))),
  'body-malformed': ({ edit }) => ruleOf(edit(INSTAGRAM, '{')),
  'body-not-object': ({ edit }) => ruleOf(edit(INSTAGRAM, [])),
  'platform-invalid': ({ edit }) => ruleOf(edit(INSTAGRAM, {})),
  'name-invalid': ({ edit }) => ruleOf(edit(INSTAGRAM, { platform: 'tiktok', name: '' })),
  'username-invalid': ({ edit }) => ruleOf(edit(INSTAGRAM, { platform: 'tiktok', username: '' })),
  'bio-invalid': ({ edit }) => ruleOf(edit(INSTAGRAM, { platform: 'tiktok', bio: 5 })),
  'picture-url-invalid': ({ edit }) => ruleOf(edit(INSTAGRAM, { platform: 'tiktok', profilePictureUrl: '' })),
  'fault-injected': ({ edit }) => ruleOf(edit('acc_server_error', { platform: 'tiktok' })),
  'account-not-found': ({ edit }) => ruleOf(edit('acc_x', { platform: 'tiktok' })),
  'profile-not-found': ({ edit }) => ruleOf(edit('acc_tiktok_only', { platform: 'instagram' })),
  'username-not-supported': ({ edit }) => ruleOf(edit(INSTAGRAM, { platform: 'tiktok', username: 'x' })),
  'tiktok-warmup-not-started': ({ edit }) => ruleOf(edit('acc_tiktok_unstarted', { platform: 'tiktok', name: 'x' })),
  'tiktok-warmup': ({ edit }) => ruleOf(edit('acc_tiktok_warmup', { platform: 'tiktok', name: 'x' })),
  'tiktok-name-cooldown': ({ edit }) => ruleOf(edit('acc_tiktok_cooldown', { platform: 'tiktok', name: 'x' })),
  'instagram-name-cooldown': ({ edit }) => ruleOf(edit('acc_instagram_cooldown', { platform: 'instagram', name: 'x' })),
  'picture-not-public': ({ edit }) => ruleOf(edit(INSTAGRAM, picture('redirect-to-private'))),
  'picture-unreachable': ({ edit }) => ruleOf(edit(INSTAGRAM, picture('disconnect'))),
  'picture-timeout': ({ edit }) => ruleOf(edit(INSTAGRAM, picture('slow/60000/64x64.png'))),
  'picture-queue-full': async ({ edit, url }) => {
    const host = createServer()
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
    const profilePictureUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`
    const body = { platform: 'instagram', profilePictureUrl }
    const headers = { authorization: 'Bearer sk_test_waiting', 'content-type': 'application/json' }
    // One more than the connections and the queue hold: the only one that is answered.
    const waiting = Array.from({ length: 32 + 500 + 1 }, () =>
      request(`${url}/v1/accounts/${INSTAGRAM}/profile`, { method: 'PATCH', headers, agent: false }),
    )
    for (const client of waiting) client.on('error', () => {}).end(JSON.stringify(body))
    await Promise.race(waiting.map((client) => once(client, 'response')))
    const rule = await ruleOf(edit(INSTAGRAM, body))
    for (const client of waiting) client.destroy()
    host.closeAllConnections()
    host.close()
    return rule
  },
  'picture-redirects': ({ edit }) => ruleOf(edit(INSTAGRAM, picture('redirect-loop'))),
  'picture-host-status': ({ edit }) => ruleOf(edit(INSTAGRAM, picture('status/404'))),
  'picture-content-encoding': async ({ edit }) => {
    const host = createServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('picture'))
    })
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`
    const rule = await ruleOf(edit(INSTAGRAM, { platform: 'instagram', profilePictureUrl: url }))
    host.close()
    return rule
  },
  'picture-too-large': ({ edit }) => ruleOf(edit(INSTAGRAM, picture('too-large.jpg'))),
  'picture-too-many-pixels': async ({ edit }) => {
    // The first bytes of a PNG of 8,000 by 8,000 pixels: its header is all that is looked at.
    const header = '89504e470d0a1a0a0000000d4948445200001f4000001f4008020000005b0b60b40000000049444154'
    const host = createServer((_request, response) => response.end(Buffer.from(header, 'hex')))
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`
    const rule = await ruleOf(edit(INSTAGRAM, { platform: 'instagram', profilePictureUrl: url }))
    host.close()
    return rule
  },
  'picture-too-many-frames': async ({ edit }) => {
    const frame = '2c0000000001000100000202440100'
    const gif = Buffer.from(`47494638396101000100000000${frame.repeat(1001)}3b`, 'hex')
    const host = createServer((_request, response) => response.end(gif))
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`
    const rule = await ruleOf(edit(INSTAGRAM, { platform: 'instagram', profilePictureUrl: url }))
    host.close()
    return rule
  },
  'picture-not-an-image': ({ edit }) => ruleOf(edit(INSTAGRAM, picture('not-an-image.jpg'))),
  'picture-not-square': ({ edit }) => ruleOf(edit(INSTAGRAM, picture('1920x1080.jpg'))),
  'sandbox-reset': async ({ edit, control }) => {
    const host = createServer(async (_request, response) => {
      await control('DELETE', '')
      response.end(readFileSync('fixtures/pictures/warm-up.jpg'))
    })
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`
    const rule = await ruleOf(edit(INSTAGRAM, { platform: 'instagram', profilePictureUrl: url }))
    host.close()
    return rule
  },
  'internal-error': async ({ edit }) => {
    const restore = Date.prototype.toISOString
    Date.prototype.toISOString = () => {
      throw new Error('broken')
    }
    const rule = ruleOf(edit(INSTAGRAM, { platform: 'instagram' }))
    await rule
    Date.prototype.toISOString = restore
    return rule
  },
}

async function ruleOf(reply: Promise<{ headers: Headers }>): Promise<string | null> {
  return (await reply).headers.get('x-sandbox-rule')
}

/** Refusals outside any sandbox: of a key, or of bytes that are no HTTP. */
const OUTSIDE: readonly string[] = [...KEY_RULES, 'http-malformed']

t.test(
  'every rule of the catalogue refuses a call, and says so in the reply, in the log and in the hits',
  async (t) => {
    const server = await startServer(t, { ALLOW_PRIVATE_PICTURE_URLS: 'true', PICTURE_TIMEOUT_MS: '2000' })
    // Each process has a queue of its own.
    const patient = await startServer(t, { ...ONE_APP, ALLOW_PRIVATE_PICTURE_URLS: 'true' })
    const strict = await startServer(t, { PICTURE_TIMEOUT_MS: '2000' })
    for (const { id } of RULES) {
      await t.test(id, async (t) => {
        const on = { 'picture-not-public': strict, 'picture-queue-full': patient }[id as string] ?? server
        await on.control('DELETE', '')
        t.equal(await PROVOKE[id](on), id)
        const { requests } = (await on.control('GET', `/requests?rule=${id}`)).body
        t.equal(requests.length, OUTSIDE.includes(id) ? 0 : 1)
        if (requests.length > 0) t.match(requests[0].why, /^\S.*\.$/)
        const { rules } = (await on.control('GET', '/rules')).body
        const hits = rules.find((rule: { id: string }) => rule.id === id).hits
        t.equal(hits, KEY_RULES.includes(id) ? null : requests.length)
      })
    }
  },
)

t.test('the catalogue', async (t) => {
  for (const { id, statement, source, page } of RULES) {
    t.match(id, /^[a-z]+(-[a-z]+)+$/)
    t.match(statement, /^[A-Z`].*\.$/, `${id} is a sentence`)
    t.equal(source === 'documented', page !== undefined, `${id} is documented by a page, or assumed`)
  }
  // The page states the lock; what it calls a day is read.
  t.match(
    RULES.find(({ id }) => id === 'tiktok-warmup'),
    { source: 'documented', page: 'Edit Profile', statement: /assumed: 5 × 24 hours/ },
  )
})
