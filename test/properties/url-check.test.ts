import t from 'tap'
import { redirectOf } from '../../src/pictures/source/redirects.js'
import { isPictureUrl } from '../../src/schema/validation.js'

/** Past the point at which the engine optimises what it calls often. */
const OFTEN = 20_000

t.test('a URL is the same URL however often it is looked at', async (t) => {
  const url = 'https://m\u00fcller.test/\u00fc.jpg'
  let accepted = 0
  for (let time = 0; time < OFTEN; time++) if (isPictureUrl(url)) accepted += 1
  t.equal(accepted, OFTEN)
})

t.test('so is a redirect', async (t) => {
  const answer = { status: 302, location: '/\u00fc.jpg', body: (async function* () {})(), close: async () => {} }
  const from = new URL('https://m\u00fcller.test/')
  let followed = 0
  for (let time = 0; time < OFTEN; time++) if (redirectOf(answer, from)?.pathname === '/%C3%BC.jpg') followed += 1
  t.equal(followed, OFTEN)
})
