import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { anyRequest, bytesOf } from '../properties/any-request.js'
import { request, type Sockets } from './sockets.js'

export interface Target {
  readonly sockets: Sockets
  /** Pictures that cost what a picture can cost. */
  readonly pictures: readonly string[]
  readonly seed: number
  /** Whether the attack is to stop. */
  over(): boolean
}

/** Attacks until it is over; how much it has sent. */
export type Attack = (target: Target) => Promise<number>

const bio = 'x'.repeat(60_000)
const profiles = { tiktok: { name: 'A', bio } }
/** As large as a state may be. */
const STATE = JSON.stringify({ accounts: Array.from({ length: 66 }, (_, n) => ({ accountId: `acc_${n}`, profiles })) })
const EDIT = '/v1/accounts/acc_1a2b3c4d5e/profile'
export const CLOSE = 'Connection: close\r\n'

/** Sends again and again, so many at a time. */
async function flood({ over }: Target, width: number, send: (number: number) => Promise<unknown>): Promise<number> {
  let sent = 0
  const sender = async () => {
    while (!over()) await send(sent++)
  }
  await Promise.all(Array.from({ length: width }, sender))
  return sent
}

/** Opens connections and holds them, anew whenever the server has ended some. */
async function hold(target: Target, count: number, bytes: (number: number) => string): Promise<number> {
  let sent = 0
  const holder = async () => {
    while (!target.over()) {
      const socket = await target.sockets.send(bytes(sent++))
      while (!socket.destroyed && !target.over()) await wait(100)
      socket.destroy()
    }
  }
  await Promise.all(Array.from({ length: count }, holder))
  return sent
}

/** The attackers' own keys, which they keep in use. */
export const KEYS: readonly string[] = Array.from({ length: 150 }, (_, n) => `sk_test_attacker_${n}`)
const keyOf = (number: number) => KEYS[number % KEYS.length]!

export const ATTACKS: readonly [name: string, attack: Attack][] = [
  [
    '800 dumps of 4 MB asked for in one write, none read',
    async (target) => {
      await target.sockets.exchange(request(KEYS[0]!, 'PUT', '/_sandbox', STATE, CLOSE))
      return 1 + (await hold(target, 4, () => request(KEYS[0]!, 'GET', '/_sandbox').repeat(800)))
    },
  ],
  [
    '150 connections that read nothing',
    async (target) => {
      await target.sockets.exchange(request(KEYS[1]!, 'PUT', '/_sandbox', STATE, CLOSE))
      return 1 + (await hold(target, 150, () => request(KEYS[1]!, 'GET', '/_sandbox').repeat(4)))
    },
  ],
  [
    '150 unfinished bodies of 4 MB',
    (target) => hold(target, 150, (n) => request(keyOf(n), 'PUT', '/_sandbox', STATE).slice(0, -1)),
  ],
  [
    '50 states of 4 MB at once',
    (target) => flood(target, 50, (n) => target.sockets.exchange(request(keyOf(n), 'PUT', '/_sandbox', STATE, CLOSE))),
  ],
  [
    '50 dumps of 5,000 accounts at once',
    async (target) => {
      const accounts = Array.from({ length: 5_000 }, (_, n) => ({
        accountId: `acc_${n}`,
        profiles: { tiktok: { name: 'A' } },
      }))
      await target.sockets.exchange(request(KEYS[2]!, 'PUT', '/_sandbox', JSON.stringify({ accounts }), CLOSE))
      return (
        1 +
        (await flood(target, 50, () =>
          target.sockets.exchange(request(KEYS[2]!, 'GET', '/_sandbox', undefined, CLOSE)),
        ))
      )
    },
  ],
  [
    'accounts until all is full',
    (target) =>
      flood(target, 8, (n) =>
        target.sockets.exchange(
          request(keyOf(n), 'PUT', `/_sandbox/accounts/acc_${n}`, JSON.stringify({ profiles }), CLOSE),
        ),
      ),
  ],
  [
    'long bodies into long logs',
    (target) =>
      flood(target, 8, (n) =>
        target.sockets.exchange(
          request(keyOf(n), 'PATCH', EDIT, JSON.stringify({ platform: 'tiktok', [bio]: 1 }), CLOSE),
        ),
      ),
  ],
  [
    'bodies of 60,000 levels',
    (target) =>
      flood(target, 8, (n) => {
        const deep = '['.repeat(30_000) + ']'.repeat(30_000)
        const [method, path] = n % 2 === 0 ? ['DELETE', '/_sandbox'] : ['PATCH', EDIT]
        return target.sockets.exchange(request(keyOf(n), method!, path!, deep, CLOSE))
      }),
  ],
  [
    'states of 4 MB of brackets',
    (target) => {
      const deep = `{"accounts":${'['.repeat(2_000_000)}${']'.repeat(2_000_000)}}`
      return flood(target, 16, (n) => target.sockets.exchange(request(keyOf(n), 'PUT', '/_sandbox', deep, CLOSE)))
    },
  ],
  [
    '40 pictures whose host takes its time',
    (target) =>
      hold(target, 40, (n) =>
        request(
          keyOf(n),
          'PATCH',
          EDIT,
          '{"platform":"instagram","profilePictureUrl":"https://pictures.test/slow/999999/64x64.png"}',
        ),
      ),
  ],
  [
    'pictures made to cost',
    (target) =>
      flood(target, 24, (n) => {
        const update = { platform: 'instagram', profilePictureUrl: target.pictures[n % target.pictures.length] }
        return target.sockets.exchange(request(keyOf(n), 'PATCH', EDIT, JSON.stringify(update), CLOSE))
      }),
  ],
  [
    'calls whose clients go at once',
    (target) =>
      flood(target, 16, async (n) => {
        const socket = await target.sockets.send(
          request(keyOf(n), 'PUT', '/_sandbox', STATE).slice(0, 1 + ((n * 7_919) % 100_000)),
        )
        socket.resetAndDestroy()
      }),
  ],
  [
    '1,100 event streams, each of a key of its own',
    (target) => hold(target, 1_100, (n) => request(`sk_test_streams_${n % 1_100}`, 'GET', '/_sandbox/events')),
  ],
  [
    'a new key with each call',
    (target) =>
      flood(target, 16, (n) =>
        target.sockets.exchange(
          request(`sk_test_fresh_${n}`, 'PATCH', EDIT, '{"platform":"instagram","bio":"Mine now"}', CLOSE),
        ),
      ),
  ],
]

/** Of a run, whatever its length. */
const RANDOM_REQUESTS = 20_000
/** Some of them open a stream, or leave their end to be waited for. */
const WAIT_MS = 1_000

/** Whatever is asked: as many requests as that, which the seed determines. */
export const randomRequests: Attack = async ({ sockets, seed, over }) => {
  let sent = 0
  for (let from = 0; from < RANDOM_REQUESTS && !over(); from += 500) {
    const requests = fc.sample(anyRequest, { seed: seed + from, numRuns: 500 }).map(bytesOf)
    const sender = async () => {
      for (let bytes = requests.pop(); bytes !== undefined; bytes = requests.pop()) {
        sent += 1
        await Promise.race([sockets.exchange(bytes), wait(WAIT_MS)])
      }
    }
    await Promise.all(Array.from({ length: 16 }, sender))
  }
  return sent
}
