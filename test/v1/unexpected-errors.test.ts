import t from 'tap'
import { lazyImageLibrary } from '../../src/pictures/image/image-library.js'
import { startServer } from '../helper.js'

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
