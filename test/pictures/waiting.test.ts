import type { AddressInfo } from 'node:net'
import { createServer, type LookupFunction } from 'node:net'
import sharp from 'sharp'
import t from 'tap'
import { PictureAbortedError } from '../../src/pictures/picture-error.js'
import { gate, hostFor, ingest, OWN, picturesFor } from './helper.js'
import { sampleFile } from './sample-files.js'

// Loaded beforehand, so that the short times below are not spent on it.
await import('undici')

const picture = await sampleFile('baseline.jpg', 64)
const half = picture.subarray(0, 200)
const gone = new Error('the client has gone')

const stalls: [string, (sent: () => void, left: () => void) => Parameters<typeof hostFor>[1]][] = [
  [
    'before it answers',
    (sent, left) => (_, reply) => {
      reply.on('close', left)
      sent()
    },
  ],
  [
    'in its body',
    (sent, left) => (_, reply) => {
      reply.on('close', left)
      reply.write(half, () => sent())
    },
  ],
]

for (const [name, host] of stalls) {
  t.test(`a host that stalls ${name} is left when the time is up`, async (t) => {
    const left = gate()
    const base = await hostFor(
      t,
      host(() => {}, left.open),
    )
    const { rule, message, facts } = await ingest(picturesFor(t, { timeoutMs: 150 }), base)
    t.equal(rule, 'picture-timeout')
    t.equal(message, 'profilePictureUrl could not be fetched within 150 ms')
    t.ok(facts.durationMs >= 140 && facts.durationMs < 5000)
    await left.opened
  })

  t.test(`a host that stalls ${name} is left when the client has gone`, async (t) => {
    const sent = gate()
    const left = gate()
    const base = await hostFor(t, host(sent.open, left.open))
    const client = new AbortController()
    const outcome = ingest(picturesFor(t), base, client.signal)
    await sent.opened
    client.abort(gone)
    await t.rejects(outcome, { cause: gone })
    await left.opened
  })

  t.test(`a host that stalls ${name} is left when the pictures are closed`, async (t) => {
    const sent = gate()
    const left = gate()
    const base = await hostFor(t, host(sent.open, left.open))
    const pictures = picturesFor(t)
    const outcome = t.rejects(ingest(pictures, base), { cause: { message: 'The pictures are closed' } })
    await sent.opened
    await pictures.close()
    await Promise.all([outcome, left.opened])
  })
}

t.test('a slow drip does not keep the time from running out', async (t) => {
  const left = gate()
  let dripped = 0
  const base = await hostFor(t, (_, reply) => {
    const drip = setInterval(() => {
      reply.write('\xff')
      dripped += 1
    }, 5)
    reply.on('close', () => {
      clearInterval(drip)
      left.open()
    })
    reply.write(half)
  })
  t.equal((await ingest(picturesFor(t, { timeoutMs: 300 }), base)).rule, 'picture-timeout')
  if (dripped > 0) await left.opened
})

t.test('redirects that stall share one time', async (t) => {
  let requests = 0
  const base = await hostFor(t, (_, reply) => {
    requests += 1
    setTimeout(() => reply.writeHead(302, { location: '/' }).end(), 60)
  })
  t.equal((await ingest(picturesFor(t, { timeoutMs: 100 }), base)).rule, 'picture-timeout')
  t.ok(requests <= 2)
})

t.test('a lookup that gives no answer', async (t) => {
  const asked = gate()
  const lookup: LookupFunction = () => asked.open()
  const timedOut = await ingest(picturesFor(t, { timeoutMs: 50 }, lookup), 'http://name.example/')
  t.equal(timedOut.rule, 'picture-timeout')
  const client = new AbortController()
  const outcome = ingest(picturesFor(t, {}, lookup), 'http://name.example/', client.signal)
  await asked.opened
  client.abort(gone)
  await t.rejects(outcome, { cause: gone })
})

t.test('a lookup that answers when nobody waits any more opens no connection', async (t) => {
  let connections = 0
  const server = createServer(() => {
    connections += 1
  })
  t.teardown(() => server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const asked = gate<() => void>()
  const lookup: LookupFunction = (_, __, callback) =>
    asked.open(() => callback(null, [{ address: '127.0.0.1', family: 4 }]))
  const client = new AbortController()
  const pictures = picturesFor(t, {}, lookup)
  const outcome = ingest(pictures, `http://name.example:${(server.address() as AddressInfo).port}/`, client.signal)
  const answer = await asked.opened
  client.abort(gone)
  await t.rejects(outcome, { cause: gone })
  answer()
  await pictures.close()
  t.equal(connections, 0)
})

t.test('a client that had gone before is answered at once, and nothing is asked', async (t) => {
  const base = await hostFor(t, () => t.fail('asked'))
  await t.rejects(ingest(picturesFor(t), base, AbortSignal.abort(gone)), { cause: gone })
})

t.test('no more than 32 connections and as many bodies as memory allows at once; the rest wait', async (t) => {
  const many = 40
  let open = 0
  let most = 0
  const full = gate()
  const release = gate()
  const base = await hostFor(t, (_, reply) => {
    open += 1
    most = Math.max(most, open)
    if (open === 32) full.open()
    reply.on('close', () => {
      open -= 1
    })
    release.opened.then(() => reply.end(picture))
  })
  const pictures = picturesFor(t)
  const outcomes = Array.from({ length: many }, (_, n) => ingest(pictures, `${base}/${n}`))
  await full.opened

  const client = new AbortController()
  const waiting = ingest(pictures, `${base}/waits`, client.signal)
  client.abort(gone)
  await t.rejects(waiting, { cause: gone }, 'one that waits is answered at once')

  release.open()
  for (const { path } of await Promise.all(outcomes)) t.match(path, /^\/media\//)
  t.equal(most, 32)
})

t.test('one that waits for its body to be received is answered at once, and its turn is passed over', async (t) => {
  const twoBodies = { maxBytes: 32 * 1024 * 1024 }
  const pictures = picturesFor(t, twoBodies)
  const asked = { a: gate(), b: gate(), c: gate() }
  const base = await hostFor(t, (request, reply) => {
    const name = request.url!.slice(1)
    if (name === 'd') return reply.end(picture)
    reply.write(half, () => asked[name as keyof typeof asked].open())
  })
  const clients = { a: new AbortController(), b: new AbortController(), c: new AbortController() }
  const start = async (name: keyof typeof asked) => {
    const outcome = t.rejects(ingest(pictures, `${base}/${name}`, clients[name].signal), { cause: gone }, name)
    await asked[name].opened
    return async () => {
      clients[name].abort(gone)
      await outcome
    }
  }
  const leaveA = await start('a')
  const leaveB = await start('b')
  const leaveC = await start('c')
  const d = ingest(pictures, `${base}/d`)
  await leaveC()
  await leaveA()
  t.match((await d).path, /^\/media\//)
  await leaveB()
})

t.test('a client that goes before its picture is stored gets nothing stored', async (t) => {
  const client = new AbortController()
  const pictures = picturesFor(t)
  const url = 'http://pictures.test/2000x2000.png'
  const outcome = pictures.ingest({ url, ownBase: OWN, signal: client.signal })
  setTimeout(() => client.abort(gone), 5)
  const error = await outcome.catch((error) => error)
  t.type(error, PictureAbortedError)
  t.equal(error.cause, gone)
  t.match(error.facts, { url, bytes: Number })
  await pictures.close()
})

t.test('waiting for our own work is not the host’s time', async (t) => {
  const pictures = picturesFor(t, { timeoutMs: 1000 })
  const flat = sharp({ create: { width: 7000, height: 7000, channels: 3, background: '#09f' } })
  const large = await flat.png({ compressionLevel: 9 }).toBuffer()
  const base = await hostFor(t, (_, reply) => reply.end(large))
  const started = performance.now()
  const outcomes = await Promise.all(Array.from({ length: 24 }, (_, n) => ingest(pictures, `${base}/${n}`)))
  for (const { path = '' } of outcomes) t.match(path, /^\/media\//)
  t.ok(performance.now() - started > 1000)
})

t.test('slow samples take no turn from other pictures', async (t) => {
  const pictures = picturesFor(t)
  const base = await hostFor(t, (_, reply) => reply.end(picture))
  const client = new AbortController()
  const slow = Array.from({ length: 100 }, () =>
    t.rejects(ingest(pictures, 'https://pictures.test/slow/9999/64x64.png', client.signal), { cause: gone }),
  )
  t.match((await ingest(pictures, base)).path, /^\/media\//)
  client.abort(gone)
  await Promise.all(slow)
})
