import type { AddressInfo, LookupFunction, Socket } from 'node:net'
import { createServer as createRawServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { gate, hostFor, ingest, OWN, picturesFor } from '../helper.js'
import { sampleFile } from '../sample-files.js'

const picture = await sampleFile('baseline.jpg', 64)

t.test('what a host answers', async (t) => {
  const base = await hostFor(t, (request, reply) => {
    reply.statusCode = Number(request.url?.slice(1))
    reply.end(picture)
  })
  for (const status of [200, 203]) t.match((await ingest(picturesFor(t), `${base}/${status}`)).path, /^\/media\//)
  for (const status of [300, 302, 304, 400, 401, 403, 404, 410, 429, 500, 503]) {
    const { rule, message } = await ingest(picturesFor(t), `${base}/${status}`)
    t.equal(rule, 'picture-host-status')
    t.equal(message, `profilePictureUrl answered ${status}`)
  }
})

t.test('a request asks for the picture as it is, and nothing of ours goes with it', async (t) => {
  const base = await hostFor(t, ({ url, method, headers }, reply) => {
    t.match({ url, method }, { url: '/a%20b.jpg?size=1&c=d', method: 'GET' })
    t.match(headers, { 'accept-encoding': 'identity' })
    t.notOk(headers.authorization ?? headers.cookie ?? headers.referer)
    reply.end(picture)
  })
  t.ok((await ingest(picturesFor(t), `${base}/a b.jpg?size=1&c=d#e`)).path)
})

t.test('redirects', async (t) => {
  const pictures = picturesFor(t)
  const base = await hostFor(t, (request, reply) => {
    const [, status, target] = request.url!.split('/').map(decodeURIComponent)
    if (target === undefined) reply.end(picture)
    else reply.writeHead(Number(status), { location: target }).end()
  })
  const to = (target: string, status = 302) => `${base}/${status}/${encodeURIComponent(target)}`

  for (const status of [301, 302, 303, 307, 308])
    t.ok((await ingest(pictures, to('/picture.jpg', status))).path, `${status}`)
  t.ok((await ingest(pictures, to(to(to('/picture.jpg'))))).path, 'three')
  t.ok((await ingest(pictures, to('http://pictures.test/64x64.png'))).path, 'to the in-process host')
  const { path } = await ingest(pictures, base)
  t.equal((await ingest(pictures, to(OWN + path))).path, path, 'to a stored picture')

  const refused: [string, string, RegExp][] = [
    [to(to(to(to('/picture.jpg')))), 'picture-redirects', /^profilePictureUrl redirects more than 3 times$/],
    [
      to('file:///etc/passwd'),
      'picture-redirects',
      /^profilePictureUrl redirects to a file: URL, and only http: and https: are followed$/,
    ],
    [to('data:image/png;base64,AAAA'), 'picture-redirects', /a data: URL/],
    [to('ftp://host.example/a.jpg'), 'picture-redirects', /an? ftp: URL/],
    [
      to('http://user:secret@host.example/a.jpg'),
      'picture-redirects',
      /^profilePictureUrl redirects to a URL with a user name or password in it$/,
    ],
    [to('http://user@host.example/a.jpg'), 'picture-redirects', /user name or password/],
    [to('http://:secret@host.example/a.jpg'), 'picture-redirects', /user name or password/],
    [to('http://'), 'picture-redirects', /^profilePictureUrl redirects to something that is not a URL$/],
    [to(`${OWN}/media/none.jpg`), 'picture-host-status', /^profilePictureUrl answered 404$/],
    [to('http://pictures.test/status/410'), 'picture-host-status', /^profilePictureUrl answered 410$/],
  ]
  for (const [url, rule, message] of refused) {
    const outcome = await ingest(pictures, url)
    t.equal(outcome.rule, rule, url)
    t.match(outcome.message, message)
    t.notMatch(outcome.message, 'secret')
  }
})

t.test('a redirect to a private address is refused before it is connected to', async (t) => {
  const lookup: LookupFunction = (_, __, callback) => callback(null, [{ address: '10.1.2.3', family: 4 }])
  const pictures = picturesFor(t, { allowPrivateUrls: false }, lookup)
  const { rule, message } = await ingest(pictures, 'http://pictures.test/redirect-to-private')
  t.equal(rule, 'picture-not-public')
  t.match(message, '127.0.0.1 is not a public address')
})

t.test('a loop ends', async (t) => {
  let requests = 0
  const base = await hostFor(t, (_, reply) => {
    requests += 1
    reply.writeHead(302, { location: '/' }).end()
  })
  t.equal((await ingest(picturesFor(t), base)).rule, 'picture-redirects')
  t.equal(requests, 4)
})

t.test('a content-encoding', async (t) => {
  const pictures = picturesFor(t)
  const base = await hostFor(t, (request, reply) => {
    const encoding = request.url!.slice(1)
    reply.setHeader('content-encoding', encoding).end(encoding === 'gzip' ? gzipSync(picture) : picture)
  })
  for (const encoding of ['gzip', 'br', 'deflate', 'zstd', 'x']) {
    const { rule, message } = await ingest(pictures, `${base}/${encoding}`)
    t.equal(rule, 'picture-content-encoding')
    t.equal(message, `profilePictureUrl answered with Content-Encoding ${encoding}, which was not asked for`)
  }
  for (const encoding of ['identity', 'Identity', '']) t.ok((await ingest(pictures, `${base}/${encoding}`)).path)
})

t.test('a header that is there twice', async (t) => {
  const base = await hostFor(t, (_, reply) => reply.setHeader('content-encoding', ['gzip', 'br']).end(picture))
  t.match((await ingest(picturesFor(t), base)).message, 'Content-Encoding gzip, br')
})

t.test('a body of too many bytes', async (t) => {
  const pictures = picturesFor(t, { maxBytes: picture.length })
  t.ok((await ingest(pictures, await hostFor(t, (_, reply) => reply.end(picture)))).path, 'as many as are allowed')

  const says = await hostFor(t, (_, reply) =>
    reply.writeHead(200, { 'content-length': picture.length + 1 }).flushHeaders(),
  )
  const { rule, message, facts } = await ingest(pictures, says)
  t.equal(rule, 'picture-too-large')
  t.equal(message, `profilePictureUrl is too large: at most ${picture.length} bytes are accepted`)
  t.equal(facts.bytes, 0, 'refused by what the host says')

  const left = gate()
  const endless = await hostFor(t, (_, reply) => {
    const more = () => {
      while (!reply.closed && reply.write(picture)) {}
    }
    reply.on('drain', more).on('close', left.open)
    more()
  })
  t.equal((await ingest(pictures, endless)).rule, 'picture-too-large')
  await left.opened
})

t.test('a large body of unknown length', async (t) => {
  const large = await sampleFile('truecolour.png', 300)
  t.ok(large.length > 200_000)
  const base = await hostFor(t, (_, reply) => {
    reply.write(large.subarray(0, 1000))
    reply.end(large.subarray(1000))
  })
  const { path, facts } = await ingest(picturesFor(t), base)
  t.ok(path)
  t.equal(facts.bytes, large.length)
})

/** A host below HTTP. */
async function rawHostFor(t: Test, answer: (socket: Socket) => void): Promise<string> {
  const server = createRawServer((socket) => {
    socket.on('error', () => {})
    answer(socket)
  })
  t.teardown(() => server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const half = picture.subarray(0, picture.length / 2)
const head = (length: number) => `HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n`

const broken: [string, (socket: Socket) => void, string][] = [
  ['reset at once', (socket) => socket.resetAndDestroy(), 'could not be read: the connection was lost'],
  ['closed at once', (socket) => socket.end(), 'could not be read: the connection was lost'],
  [
    'reset after the request',
    (socket) => socket.once('data', () => socket.resetAndDestroy()),
    'the connection was lost',
  ],
  [
    'closed in the head',
    (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncont')),
    'profilePictureUrl could not be read: ',
  ],
  [
    'closed in the body',
    (socket) => socket.once('data', () => socket.end(Buffer.concat([Buffer.from(head(picture.length)), half]))),
    'the connection was lost',
  ],
  [
    'reset in the body',
    (socket) =>
      socket.once('data', () =>
        socket.write(Buffer.concat([Buffer.from(head(picture.length)), half]), () => socket.resetAndDestroy()),
      ),
    'the connection was lost',
  ],
  [
    'no HTTP',
    (socket) => socket.once('data', () => socket.end('220 mail.example ESMTP\r\n')),
    'could not be read: the host did not answer in proper HTTP',
  ],
  [
    'a head without end',
    (socket) => socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(50_000)}\r\n\r\n`)),
    'could not be read: ',
  ],
  [
    'lengths that differ',
    (socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n1')),
    'proper HTTP',
  ],
  [
    'a bad chunk',
    (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n')),
    'proper HTTP',
  ],
]

for (const [name, answer, message] of broken) {
  t.test(`a host that breaks off: ${name}`, async (t) => {
    const outcome = await ingest(picturesFor(t), await rawHostFor(t, answer))
    t.equal(outcome.rule, 'picture-unreachable')
    t.match(outcome.message, /^profilePictureUrl could not be read: /)
    t.match(outcome.message, message)
  })
}

t.test('a host that says less than it sends is taken at its word', async (t) => {
  const base = await rawHostFor(t, (socket) =>
    socket.once('data', () => socket.end(Buffer.concat([Buffer.from(head(half.length)), picture]))),
  )
  t.match((await ingest(picturesFor(t), base)).message, /damaged or incomplete|could not be read/)
})

t.test('a body without a length ends with the connection', async (t) => {
  const base = await rawHostFor(t, (socket) =>
    socket.once('data', () => socket.end(Buffer.concat([Buffer.from('HTTP/1.0 200 OK\r\n\r\n'), picture]))),
  )
  t.ok((await ingest(picturesFor(t), base)).path)
})

const failures: [string, RegExp][] = [
  ['ENOTFOUND', /^profilePictureUrl could not be resolved: no such host$/],
  ['EAI_AGAIN', /^profilePictureUrl could not be resolved: the name server gave no answer$/],
  ['ETIMEDOUT', /^profilePictureUrl could not be reached: the host did not answer$/],
  ['ENETUNREACH', /^profilePictureUrl could not be reached: no route to the host$/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /^profilePictureUrl could not be reached: no secure connection could be made$/],
  ['EWHATEVER', /^profilePictureUrl could not be reached \(EWHATEVER\)$/],
]

for (const [code, message] of failures) {
  t.test(`a connection that fails with ${code}`, async (t) => {
    const lookup: LookupFunction = (_, __, callback) => callback(Object.assign(new Error('getaddrinfo'), { code }), [])
    for (const allowPrivateUrls of [true, false]) {
      const outcome = await ingest(picturesFor(t, { allowPrivateUrls }, lookup), 'http://name.example/')
      t.equal(outcome.rule, 'picture-unreachable')
      t.match(outcome.message, message)
    }
  })
}

t.test('a name without addresses', async (t) => {
  const lookup: LookupFunction = (_, __, callback) => callback(null, [])
  for (const allowPrivateUrls of [true, false]) {
    const { message } = await ingest(picturesFor(t, { allowPrivateUrls }, lookup), 'http://name.example/')
    t.equal(message, 'profilePictureUrl could not be resolved: no such host')
  }
})

t.test('a port where nobody listens', async (t) => {
  const { message } = await ingest(picturesFor(t), 'http://127.0.0.1:1/a.jpg')
  t.equal(message, 'profilePictureUrl could not be reached: connection refused')
})

t.test('https to a host that speaks http', async (t) => {
  const base = await hostFor(t, (_, reply) => reply.end(picture))
  const { message } = await ingest(picturesFor(t), base.replace('http:', 'https:'))
  t.equal(message, 'profilePictureUrl could not be reached: no secure connection could be made')
})

t.test('what is no failure of the network is not passed off as one', async (t) => {
  const fault = new Error('a fault of ours')
  const faulty: LookupFunction = (_, __, callback) => callback(fault, [])
  await t.rejects(ingest(picturesFor(t, {}, faulty), 'http://name.example/'), fault)
  const thrown: LookupFunction = (_, __, callback) => callback('no error at all' as never, [])
  await t.rejects(ingest(picturesFor(t, {}, thrown), 'http://name.example/'))
})
