import type { Socket } from 'node:net'
import t from 'tap'
import { startServer } from '../helper.js'
import { sampleFile } from '../pictures/sample-files.js'
import { rawHost } from './raw-host.js'

const ID = 'acc_1a2b3c4d5e'
const LOST = /^profilePictureUrl could not be read: the connection was lost$/

/** Says so much when it is asked, and goes. */
const after = (text: string | Buffer, go: (socket: Socket) => void) => (socket: Socket) =>
  void socket.once('data', () => socket.write(text, () => go(socket)))
const resets = (socket: Socket) => void socket.resetAndDestroy()
const hangsUp = (socket: Socket) => void socket.end()

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n'
const bytes = await sampleFile('baseline.jpg', 64)
const half = Buffer.concat([Buffer.from(`${HEAD}Content-Length: ${bytes.length}\r\n\r\n`), bytes.subarray(0, 300)])
const chunk = Buffer.concat([Buffer.from(`${HEAD}Transfer-Encoding: chunked\r\n\r\n12c\r\n`), bytes.subarray(0, 300)])
const whole = Buffer.concat([Buffer.from(`${HEAD}\r\n`), bytes])

const STAGES: [name: string, answer: (socket: Socket) => void, message: RegExp][] = [
  ['resets what it has accepted', resets, LOST],
  ['hangs up on what it has accepted', hangsUp, LOST],
  ['resets when it is asked', (socket) => socket.once('data', () => resets(socket)), LOST],
  ['resets amid the status', after('HTTP/1.1 20', resets), LOST],
  ['hangs up amid the headers', after(HEAD, hangsUp), LOST],
  ['resets after the headers', after(`${HEAD}Content-Length: 1000\r\n\r\n`, resets), LOST],
  ['hangs up after the headers', after(`${HEAD}Content-Length: 1000\r\n\r\n`, hangsUp), LOST],
  ['resets amid the body', after(half, resets), LOST],
  ['hangs up amid the body', after(half, hangsUp), LOST],
  ['resets amid a chunk', after(chunk, resets), LOST],
  ['hangs up amid a chunk', after(chunk, hangsUp), LOST],
  [
    'hangs up amid a chunk of its last reply',
    after(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nConnection: close\r\n'), chunk.subarray(17)]), hangsUp),
    LOST,
  ],
  ['hangs up amid a body of no length', after(whole.subarray(0, -200), hangsUp), /damaged or incomplete/],
  ['speaks another protocol', after('220 mail.test ESMTP\r\n', hangsUp), /the host did not answer in proper HTTP$/],
  [
    'answers with other lengths',
    after(`${HEAD}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde`, hangsUp),
    /the host did not answer in proper HTTP$/,
  ],
]

for (const [name, answer, message] of STAGES) {
  t.test(`a host that ${name}`, async (t) => {
    const { edit, logged } = await startServer(t, { ALLOW_PRIVATE_PICTURE_URLS: 'true', LOG_LEVEL: 'warn' })
    const { url } = await rawHost(t, answer)
    const { status, headers, body } = await edit(ID, { platform: 'instagram', bio: 'x', profilePictureUrl: url })
    t.equal(status, 400)
    t.match(headers.get('x-sandbox-rule'), /^picture-(unreachable|not-an-image)$/)
    t.equal(body.error.code, 'invalid_parameter')
    t.match(body.error.message, message)
    t.strictSame(logged, [], 'none of it is unexpected')
    const after = await edit(ID, { platform: 'instagram' })
    t.equal(after.body.bio, 'Runway notes and street style', 'nothing has changed')
  })
}

t.test('a host that hangs up on a body of no length has told all of it', async (t) => {
  const { edit } = await startServer(t, { ALLOW_PRIVATE_PICTURE_URLS: 'true' })
  const { url } = await rawHost(t, after(whole, hangsUp))
  t.equal((await edit(ID, { platform: 'instagram', profilePictureUrl: url })).status, 200)
})

for (const [name, text] of [
  ['at once', ''],
  ['amid the headers', HEAD],
  ['amid the body', half],
] as const) {
  t.test(`a host that falls silent ${name} is left when the time is over`, async (t) => {
    const settings = { ALLOW_PRIVATE_PICTURE_URLS: 'true', PICTURE_TIMEOUT_MS: '150' }
    const { edit } = await startServer(t, settings)
    let left: () => void = () => {}
    const leaving = new Promise<void>((resolve) => {
      left = resolve
    })
    const { url } = await rawHost(t, (socket) => {
      socket.once('close', left)
      after(text, () => {})(socket)
    })
    const { status, headers } = await edit(ID, { platform: 'instagram', profilePictureUrl: url })
    t.equal(status, 400)
    t.equal(headers.get('x-sandbox-rule'), 'picture-timeout')
    await leaving
    t.pass('its connection is closed')
  })
}
