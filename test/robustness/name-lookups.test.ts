import { createServer } from 'node:http'
import type { LookupFunction } from 'node:net'
import t, { type Test } from 'tap'
import { startServer } from '../helper.js'
import { sampleFile } from '../pictures/sample-files.js'
import { listening } from './held-host.js'

const ID = 'acc_1a2b3c4d5e'
const PUBLIC = '203.0.114.1'

/** A name server that gives each answer in turn, the last one for ever, and counts the questions. */
function nameServer(...answers: (string[] | NodeJS.ErrnoException['code'])[]) {
  let asked = 0
  const lookup: LookupFunction = (_hostname, _options, callback) => {
    const answer = answers[Math.min(asked++, answers.length - 1)]!
    if (Array.isArray(answer)) {
      const found = answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
      process.nextTick(callback, null, found)
    } else {
      process.nextTick(callback, Object.assign(new Error(answer), { code: answer }), [])
    }
  }
  return { lookup, asked: () => asked }
}

async function picture(t: Test) {
  const bytes = await sampleFile('baseline.jpg', 32)
  let served = 0
  const host = createServer((_, reply) => {
    served += 1
    reply.end(bytes)
  })
  const { port } = new URL(await listening(t, host))
  return { url: `http://picture.test.example:${port}/a.jpg`, served: () => served }
}

const FAILURES: [code: string, message: string][] = [
  ['ENOTFOUND', 'profilePictureUrl could not be resolved: no such host'],
  ['EAI_AGAIN', 'profilePictureUrl could not be resolved: the name server gave no answer'],
  ['ESERVFAIL', 'profilePictureUrl could not be reached (ESERVFAIL)'],
]

for (const [code, message] of FAILURES) {
  t.test(`a lookup that fails with ${code}`, async (t) => {
    const { edit } = await startServer(t, {}, { lookup: nameServer(code).lookup })
    const { url } = await picture(t)
    const { status, headers, body } = await edit(ID, { platform: 'instagram', profilePictureUrl: url })
    t.equal(status, 400)
    t.equal(headers.get('x-sandbox-rule'), 'picture-unreachable')
    t.strictSame(body, { error: { code: 'invalid_parameter', message } })
  })
}

t.test('a name without addresses', async (t) => {
  for (const allow of ['true', 'false']) {
    const settings = { ALLOW_PRIVATE_PICTURE_URLS: allow }
    const { edit } = await startServer(t, settings, { lookup: nameServer([]).lookup })
    const { url } = await picture(t)
    const { status, headers } = await edit(ID, { platform: 'instagram', profilePictureUrl: url })
    t.equal(status, 400)
    t.equal(headers.get('x-sandbox-rule'), 'picture-unreachable')
  }
})

t.test('a lookup that never answers ends with the time for the picture', async (t) => {
  const { edit, app } = await startServer(t, { PICTURE_TIMEOUT_MS: '100' }, { lookup: () => {} })
  const { url } = await picture(t)
  const { status, headers } = await edit(ID, { platform: 'instagram', profilePictureUrl: url })
  t.equal(status, 400)
  t.equal(headers.get('x-sandbox-rule'), 'picture-timeout')
  await app.close()
  t.pass('nor does it keep the server from closing')
})

t.test('a lookup that answers after the end is not listened to', async (t) => {
  let answer: () => void = () => {}
  const lookup: LookupFunction = (_hostname, _options, callback) => {
    answer = () => callback(null, [{ address: '127.0.0.1', family: 4 }])
  }
  const settings = { PICTURE_TIMEOUT_MS: '100', ALLOW_PRIVATE_PICTURE_URLS: 'true' }
  const { edit } = await startServer(t, settings, { lookup })
  const { url, served } = await picture(t)
  const { headers } = await edit(ID, { platform: 'instagram', profilePictureUrl: url })
  t.equal(headers.get('x-sandbox-rule'), 'picture-timeout')
  answer()
  t.equal((await edit(ID, { platform: 'instagram', bio: 'after' })).status, 200)
  t.equal(served(), 0)
})

/** Answers of a name server that wants a connection to a private address. */
const REBINDING: [name: string, answers: string[][]][] = [
  ['a private address', [['127.0.0.1']]],
  ['a public address and a private one', [[PUBLIC, '127.0.0.1']]],
  ['a private address in the clothes of IPv6', [['::ffff:127.0.0.1']]],
  ['a cloud’s metadata', [['169.254.169.254']]],
]

for (const [name, answers] of REBINDING) {
  t.test(`${name} is not connected to`, async (t) => {
    const { lookup } = nameServer(...answers)
    const { edit } = await startServer(t, {}, { lookup })
    const { url, served } = await picture(t)
    const { status, headers, body } = await edit(ID, { platform: 'instagram', profilePictureUrl: url })
    t.equal(status, 400)
    t.equal(headers.get('x-sandbox-rule'), 'picture-not-public')
    t.match(body.error.message, /^profilePictureUrl must be publicly accessible: picture\.test\.example resolves to/)
    t.equal(served(), 0)
  })
}

t.test('a name whose answer turns private is refused from then on', async (t) => {
  const { lookup, asked } = nameServer('EAI_AGAIN', ['127.0.0.1'])
  const { edit } = await startServer(t, {}, { lookup })
  const { url, served } = await picture(t)
  for (const rule of ['picture-unreachable', 'picture-not-public', 'picture-not-public']) {
    const { headers } = await edit(ID, { platform: 'instagram', profilePictureUrl: url })
    t.equal(headers.get('x-sandbox-rule'), rule)
  }
  t.equal(asked(), 3, 'each request asks once: what is checked is what is connected to')
  t.equal(served(), 0)
})

t.test('a name that moves is looked up once for each connection', async (t) => {
  const settings = { ALLOW_PRIVATE_PICTURE_URLS: 'true' }
  const { lookup } = nameServer(['127.0.0.1'], ['127.0.0.2'], 'ENOTFOUND')
  const { edit } = await startServer(t, settings, { lookup })
  const { url, served } = await picture(t)
  const rules = []
  for (const _ of [1, 2, 3]) {
    const { headers } = await edit(ID, { platform: 'instagram', profilePictureUrl: url })
    rules.push(headers.get('x-sandbox-rule'))
  }
  t.strictSame(rules, [null, 'picture-unreachable', 'picture-unreachable'])
  t.equal(served(), 1)
})
