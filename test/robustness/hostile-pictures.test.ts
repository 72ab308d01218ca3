import { readFileSync } from 'node:fs'
import t from 'tap'
import { hostFor } from '../pictures/helper.js'
import { runServer } from '../process.js'
import { flipped, truncated } from './damaged-pictures.js'
import { animated, bombs, largest, metadata, polyglots, type Recipe } from './hostile-pictures.js'

const SEED = 20_240_421
const TIMEOUT_MS = 10_000
/** The download, and as much as decoding may take. */
const MOST_MS = TIMEOUT_MS + 30_000
/** Beyond what the server holds before the first of them. */
const MOST_MB = 700

t.setTimeout(600_000)

t.test('hostile pictures are taken or refused, and the server lives on', async (t) => {
  const env = { ALLOW_PRIVATE_PICTURE_URLS: 'true', PICTURE_TIMEOUT_MS: String(TIMEOUT_MS) }
  const server = runServer(t, [], { env })
  const [, url] = await server.printed(/Server listening at (http:\/\/[^"]+)"/)
  const served = new Map<string, Buffer>()
  const host = await hostFor(t, (request, reply) => reply.end(served.get(request.url!)))

  async function send(name: string, bytes: Buffer): Promise<void> {
    const path = `/${served.size}`
    served.set(path, bytes)
    const started = performance.now()
    const reply = await edit({ platform: 'instagram', profilePictureUrl: host + path })
    const took = performance.now() - started
    const rule = reply.headers.get('x-sandbox-rule')
    const { error } = (await reply.json()) as { error?: { code: string } }
    const documented =
      reply.status === 400 && rule?.startsWith('picture-') && /^invalid_(parameter|image_ratio)$/.test(`${error?.code}`)
    if (reply.status !== 200 && !documented) t.fail(`${name}: ${reply.status} ${rule}`)
    if (took > MOST_MS) t.fail(`${name}: ${took} ms`)
    served.set(path, Buffer.alloc(0))
  }
  const edit = (body: object) =>
    fetch(`${url}/v1/accounts/acc_1a2b3c4d5e/profile`, {
      method: 'PATCH',
      headers: { authorization: 'Bearer sk_test_hostile', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  /** In megabytes, the most that the process has ever held; undefined where the system does not say. */
  const peak = () => {
    if (process.platform !== 'linux') return undefined
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))!
    return Math.round(Number(kilobytes) / 1024)
  }

  const before = peak() ?? 0
  const corpus: [string, Recipe[]][] = [
    ['cut', await truncated()],
    [`changed, seed ${SEED}`, await flipped(40, SEED)],
    ['bombs', bombs],
    ['metadata', metadata],
    ['animated', animated],
    ['polyglots', polyglots],
    ['largest', largest],
  ]
  for (const [kind, recipes] of corpus) {
    const waiting = [...recipes]
    const worker = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await send(next[0], await next[1]())
    }
    await Promise.all([worker(), worker(), worker()])
    const most = (peak() ?? 0) - before
    t.ok(most <= MOST_MB, `${recipes.length} ${kind}, in ${most} MB`)
  }
  const after = await edit({ platform: 'instagram', profilePictureUrl: 'https://pictures.test/640x640.jpg' })
  t.equal(after.status, 200)
  t.equal(server.err(), '', 'decoders have said nothing on standard error')
  server.kill('SIGTERM')
  t.equal(await server.exitCode, 0)
})
