import t from 'tap'
import { lazyImageLibrary } from '../../src/pictures/image/image-library.js'
import { type Json, startServer } from '../helper.js'
import { memoryStoreWith } from '../memory-store-with.js'
import { gate } from '../pictures/helper.js'
import { ONE_APP } from '../two-apps.js'

const profilePictureUrl = 'https://pictures.test/64x64.png'

t.test('without sharp a picture is 500, and the request log says what to do', async (t) => {
  const missing = new Error('Could not load sharp for linux-x64')
  const imageLibrary = lazyImageLibrary(false, () => Promise.reject(missing))
  const { edit, control, logged } = await startServer(t, {}, { imageLibrary })
  const { status, text } = await edit('acc_1a2b3c4d5e', { platform: 'instagram', profilePictureUrl })
  t.equal(status, 500)
  t.notMatch(text, 'sharp')
  const [request] = (await control('GET', '/requests')).body.requests
  t.match(request.why, /^Pictures cannot be decoded: sharp does not load on \w+-\w+; reinstall infinipost-mock here/)
  t.match(logged.join(''), missing.message, 'the whole cause is in the server’s log')
})

t.test('any other cause is in the server’s log alone', async (t) => {
  const imageLibrary = () => Promise.reject(new Error('a secret'))
  const { edit, control, logged } = await startServer(t, {}, { imageLibrary })
  t.equal((await edit('acc_1a2b3c4d5e', { platform: 'instagram', profilePictureUrl })).status, 500)
  const { requests } = (await control('GET', '/requests')).body
  t.match(requests[0].why, /its log says what, under request id/)
  t.notMatch(JSON.stringify(requests), 'a secret')
  t.match(logged.join(''), 'a secret')
})

t.test('a store that fails otherwise than it may does not take the server with it', async (t) => {
  const openStore = memoryStoreWith(() => {
    throw new TypeError('a bug')
  })
  const { call, control, logged } = await startServer(t, ONE_APP, { openStore })
  const { status, body } = await call('GET', '/v1/accounts/acc_1a2b3c4d5e')
  t.equal(status, 500)
  t.strictSame(body, { error: { code: 'internal', message: 'An unexpected error occurred' } })
  t.equal((await control('GET', '')).status, 500)
  t.match(logged.join(''), 'a bug')
})

t.test('an unexpected error of an update that a fault delays is one all the same', async (t) => {
  const imageLibrary = () => Promise.reject(new Error('a secret'))
  const { edit, control, logged } = await startServer(t, {}, { imageLibrary })
  await control('POST', '/faults', { kind: 'delay', ms: 1 })
  t.equal((await edit('acc_1a2b3c4d5e', { platform: 'instagram', profilePictureUrl })).status, 500)
  t.match((await control('GET', '/requests')).body.requests, [{ status: 500, rule: 'internal-error' }])
  t.match(logged.join(''), 'a secret')
})

t.test('one that comes when the client has gone is no reply of anybody’s', async (t) => {
  const [asked, goOn] = [gate(), gate()]
  const openStore = memoryStoreWith((open) => {
    const { update } = open.store
    open.store.update = async () => {
      open.store.update = update
      asked.open()
      await goOn.opened
      throw new Error('a secret')
    }
    return open
  })
  const { url, key, control, logged } = await startServer(t, ONE_APP, { openStore })
  const leaving = new AbortController()
  const call = fetch(`${url}/v1/accounts/acc_1a2b3c4d5e/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: '{"platform":"instagram","bio":"x"}',
    signal: leaving.signal,
  })
  await asked.opened
  leaving.abort()
  await t.rejects(call)
  while (!logged.some((line) => line.includes('"method":"PATCH"'))) await fetch(`${url}/health`)
  goOn.open()
  let requests: Json[] = []
  while (requests.length === 0) requests = (await control('GET', '/requests')).body.requests
  t.match(requests, [{ status: null, rule: null }])
})
