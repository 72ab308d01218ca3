import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { callerBy } from '../bench/client.js'

/** Idle connections go soon, so that a server at rest shows its own handles and none of ours. */
const dispatcher = new Agent({ connections: 64, keepAliveMaxTimeout: 1000 })
const callServer = callerBy(dispatcher)
const ACCOUNTS = ['acc_1a2b3c4d5e', 'acc_tiktok_cooldown', 'acc_instagram_cooldown', 'acc_tiktok_only', 'acc_none']
const SIDES = [64, 120, 256, 500, 640]

/** `[how often, [name, what it does]]`. An action rejects when the server answers otherwise than it may. */
export const ACTIONS = [
  [30, ['update', (soak) => edit(soak, { bio: `Bio ${soak.random.below(1e6)}` }, [200, 400, 404, 500])]],
  [10, ['rename', (soak) => edit(soak, { name: `Name ${soak.random.below(1e6)}` }, [200, 400, 404, 429, 500])]],
  [5, ['bad body', (soak) => edit(soak, { bio: 5 }, [400])]],
  [5, ['no key', (soak) => call({ ...soak, key: '' }, 'PATCH', '/v1/anything', undefined, [401])]],
  [6, ['sample picture', (soak) => editPicture(soak, samplePicture(soak))]],
  [
    6,
    [
      'loopback picture',
      (soak) => editPicture(soak, `${soak.pictures.url}${soak.random.of(['/square.jpg', '/wide.jpg'])}`),
    ],
  ],
  [2, ['picture that fails', (soak) => editPicture(soak, `https://pictures.test/${soak.random.of(FAILING)}`)]],
  [6, ['state out and in', stateOutAndIn]],
  [6, ['clock', (soak) => call(soak, 'POST', '/_sandbox/clock/advance', { days: 1 }, [200, 400])]],
  [2, ['reset', (soak) => call(soak, 'DELETE', '/_sandbox', undefined, [204])]],
  [5, ['log', (soak) => call(soak, 'GET', '/_sandbox/requests?limit=50', undefined, [200])]],
  [5, ['fault', faultAndEdit]],
  [2, ['events', eventsForAWhile]],
  [5, ['client that leaves', leaveHalfWay]],
  [
    2,
    [
      'pages',
      (soak) => call(soak, 'GET', soak.random.of(['/', '/docs', '/openapi.json', '/health']), undefined, [200]),
    ],
  ],
]
const FAILING = ['1920x1080.jpg', 'status/404', 'truncated.jpg', 'redirect-loop', 'disconnect', 'not-an-image.jpg']

/** The reply; rejects for a status that is not among those. */
const call = ({ server, key }, method, path, body, statuses) =>
  callServer(server, method, path, { key, body, statuses })

function edit(soak, update, statuses, accountId = soak.random.of(ACCOUNTS)) {
  const platform = soak.random.of(['instagram', 'tiktok'])
  return call(soak, 'PATCH', `/v1/accounts/${accountId}/profile`, { platform, ...update }, statuses)
}

const editPicture = (soak, profilePictureUrl) => edit(soak, { profilePictureUrl }, [200, 400, 404, 500])

function samplePicture({ random }) {
  const side = random.of(SIDES)
  return `https://pictures.test/${random.of(['', 'slow/50/'])}${side}x${side}.${random.of(['jpg', 'png', 'webp', 'gif'])}`
}

async function stateOutAndIn(soak) {
  const state = JSON.parse(await call(soak, 'GET', '/_sandbox', undefined, [200]))
  await call(soak, 'PUT', '/_sandbox', state, [200])
}

/** A fault of any kind and the call that meets it, or one that another call of the same key has armed. */
async function faultAndEdit(soak) {
  const kind = soak.random.of(['error', 'disconnect', 'truncate', 'delay'])
  const fault = { kind, accountId: 'acc_faulty', ...(kind === 'delay' && { ms: 50 }) }
  await call(soak, 'POST', '/_sandbox/faults', fault, [201, 400, 429])
  await edit(soak, { bio: 'Struck' }, [404, 500], 'acc_faulty').catch((error) => {
    if (!/closed|terminated|length/i.test(error.message)) throw error
  })
}

/** A listener that leaves after a while. */
async function eventsForAWhile(soak) {
  const leave = AbortSignal.timeout(500 + soak.random.below(3000))
  const { server, key } = soak
  const reply = await request(`${server.url}/_sandbox/events`, {
    dispatcher,
    headers: { authorization: `Bearer ${key}` },
    signal: leave,
  })
  if (![200, 429].includes(reply.statusCode)) throw new Error(`events: ${reply.statusCode}`)
  await reply.body.text().catch((error) => {
    if (!leave.aborted) throw error
  })
}

/** A client that vanishes in the middle of its request, or while its picture is on the way. */
async function leaveHalfWay({ server, key, random }) {
  const body = JSON.stringify({ platform: 'instagram', profilePictureUrl: 'https://pictures.test/slow/2000/64x64.jpg' })
  const text = `PATCH /v1/accounts/acc_1a2b3c4d5e/profile HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
  const socket = connect(server.port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(text.slice(0, random.of([20, 120, text.length - 10, text.length])))
  await wait(random.below(200))
  socket.destroy()
}
