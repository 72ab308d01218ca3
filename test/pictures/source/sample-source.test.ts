import t from 'tap'
import { ingest, picturesFor } from '../helper.js'

const taken: [string, object][] = [
  ['https://pictures.test/1080x1080.jpg', { format: 'jpeg', width: 1080, height: 1080 }],
  ['http://pictures.test:8080/300x300.png?any=query', { format: 'png', width: 300 }],
  ['http://PICTURES.test./300x300.webp', { format: 'webp', width: 300 }],
  ['https://pictures.test/300x300.gif', { format: 'gif', width: 300 }],
  ['https://pictures.test/300x300.avif', { format: 'avif', width: 300 }],
  ['https://pictures.test/1x1.png', { width: 1, height: 1 }],
  ['https://pictures.test/7000x7000.png', { width: 7000, height: 7000 }],
  ['https://pictures.test/slow/20/100x100.jpg', { width: 100 }],
  ['https://pictures.test/slow/0/100x100.jpg', { width: 100 }],
]

for (const [url, facts] of taken) {
  t.test(`${url} is taken`, async (t) => {
    const outcome = await ingest(picturesFor(t, { allowPrivateUrls: false }), url)
    t.match(outcome.path, /^\/media\//)
    t.match(outcome.facts, facts)
    t.ok(outcome.facts.bytes > 0)
  })
}

const refused: [string, string, string][] = [
  [
    '/1920x1080.jpg',
    'picture-not-square',
    'Profile picture must have a 1:1 aspect ratio (square). Provided image is 1920x1080.',
  ],
  ['/8000x1.webp', 'picture-not-square', 'Provided image is 8000x1.'],
  ['/7000x7000.avif', 'picture-too-many-pixels', '7000x7000 is more than 17 megapixels, the most for its kind'],
  ['/truncated.jpg', 'picture-not-an-image', 'profilePictureUrl is a damaged or incomplete image'],
  ['/not-an-image.jpg', 'picture-not-an-image', 'profilePictureUrl is not an image'],
  ['/too-large.jpg', 'picture-too-large', 'profilePictureUrl is too large: at most 10485760 bytes are accepted'],
  ['/redirect-to-private', 'picture-not-public', '127.0.0.1 is not a public address'],
  ['/redirect-loop', 'picture-redirects', 'redirects more than 3 times'],
  ['/disconnect', 'picture-unreachable', 'could not be read: the connection was lost'],
  ['/status/100', 'picture-host-status', 'profilePictureUrl answered 100'],
  ['/status/101', 'picture-host-status', 'profilePictureUrl answered 101'],
  ['/status/302', 'picture-host-status', 'profilePictureUrl answered 302'],
  ['/status/200', 'picture-not-an-image', 'profilePictureUrl is not an image'],
  ['/status/400', 'picture-host-status', 'profilePictureUrl answered 400'],
  ['/status/404', 'picture-host-status', 'profilePictureUrl answered 404'],
  ['/status/599', 'picture-host-status', 'profilePictureUrl answered 599'],
]

const notThere = [
  '/',
  '/status/099',
  '/status/600',
  '/status/40',
  '/0x0.jpg',
  '/0100x0100.jpg',
  '/8001x1.jpg',
  '/1x8001.jpg',
  '/8000x8000.jpg',
  '/100x100.svg',
  '/100x100.jpeg',
  '/100x100',
  '/slow/x/1x1.jpg',
  '/slow/9999999/1x1.jpg',
  '/slow/1/truncated.jpg',
  '/1x1.jpg/',
]

for (const [path, rule, message] of [
  ...refused,
  ...notThere.map((path) => [path, 'picture-host-status', 'profilePictureUrl answered 404'] as const),
]) {
  t.test(`https://pictures.test${path} is refused`, async (t) => {
    const outcome = await ingest(picturesFor(t, { allowPrivateUrls: false }), `https://pictures.test${path}`)
    t.equal(outcome.rule, rule)
    t.match(outcome.message, message)
  })
}

t.test('a redirect to a private address is followed where they are allowed', async (t) => {
  const { message } = await ingest(picturesFor(t), 'https://pictures.test/redirect-to-private')
  t.match(message, 'connection refused')
})

t.test('a slow picture ends with its time, and with its client', async (t) => {
  const url = 'https://pictures.test/slow/60000/100x100.jpg'
  t.equal((await ingest(picturesFor(t, { timeoutMs: 30 }), url)).rule, 'picture-timeout')
  const client = new AbortController()
  const outcome = ingest(picturesFor(t), url, client.signal)
  const gone = new Error('gone')
  client.abort(gone)
  await t.rejects(outcome, { cause: gone })
})

t.test('the same picture asked for many times at once is the same file', async (t) => {
  const pictures = picturesFor(t)
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () => ingest(pictures, 'http://pictures.test/200x200.png')),
  )
  t.equal(new Set(outcomes.map(({ path }) => path)).size, 1)
})
