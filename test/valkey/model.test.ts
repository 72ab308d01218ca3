import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import t from 'tap'
import type { Call, Reply } from '../helper.js'
import { runServer } from '../process.js'
import { anyMoves } from '../properties/any-move.js'
import { check } from '../properties/check.js'
import { sandboxAndModel } from '../properties/sandbox-and-model.js'
import { startStore, until } from './two-servers.js'

const START = Date.UTC(2024, 3, 21, 10)
/** An account that the model knows nothing of. */
const BESIDE = 'acc_instagram_cooldown'

/** Moves, all of them on the clock of the machine as it stands, with a server that is killed during one of them. */
const movesAndKill = fc.record({
  moves: anyMoves.map((moves) => moves.filter((move) => move.do !== 'machine')),
  killedDuring: fc.nat({ max: 9 }),
  afterMs: fc.nat({ max: 8 }),
})

t.test('two servers of which one is killed at any moment are one sandbox that keeps the rules', async (t) => {
  const store = await startStore(t)
  const env = { STORE_URL: store.url, STORE_PREFIX: randomUUID() }
  const cwd = t.testdir({})
  const start = async () => {
    const server = runServer(t, [], { env, cwd, preload: `Date.now = () => ${START}` })
    const url = (await server.printed(/listening at (http:\S+?)"/))[1] as string
    // It listens before it has reached its store.
    await until(async () => (await fetch(`${url}/ready`)).ok)
    return { url, kill: () => server.kill('SIGKILL') }
  }
  const live = await Promise.all([start(), start()])
  let next = start()

  const callAt = async (url: string, method: string, path: string, { key, body }: Call): Promise<Reply> => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: text && JSON.parse(text) }
  }
  let turn = 0
  const call = (method: string, path: string, options: Call = {}) => {
    turn += 1
    return callAt(live[turn % live.length]!.url, method, path, options)
  }
  const beside = async (key: string) => {
    const { body } = await call('GET', `/_sandbox/accounts/${BESIDE}`, { key })
    return body.profiles.instagram
  }

  /** Kills a server amid updates while `move` is made at the other; throws where what is left is not whole. */
  async function killDuring(key: string, afterMs: number, move: () => Promise<unknown>): Promise<void> {
    const before = (await beside(key)).bio
    const killed = live.shift()!
    const notes = Array.from({ length: 6 }, () => randomUUID())
    const updates = notes.map(async (note) => {
      const body = { platform: 'instagram', bio: note, username: note }
      const reply = await callAt(killed.url, 'PATCH', `/v1/accounts/${BESIDE}/profile`, { key, body }).catch(() => null)
      return reply?.status === 200
    })
    const moved = move()
    await sleep(afterMs)
    killed.kill()
    await moved
    const acknowledged = (await Promise.all(updates)).some(Boolean)
    const { bio, username } = await beside(key)
    const made = notes.includes(bio)
    if (made ? username !== bio : bio !== before) throw new Error(`half an update: ${bio}, ${username}`)
    if (acknowledged && !made) throw new Error('an acknowledged update is gone')
    live.push(await next)
    next = start()
  }

  let kills = 0
  await check(
    t,
    4,
    fc.asyncProperty(movesAndKill, async ({ moves, killedDuring, afterMs }) => {
      const { key, make, compare } = sandboxAndModel({ call }, { ms: START })
      await compare()
      for (const [index, move] of moves.entries()) {
        // A reset takes the other account with it.
        if (index === killedDuring && move.do !== 'reset') {
          kills += 1
          await killDuring(key, afterMs, () => make(move))
        } else await make(move)
        await compare()
      }
    }),
  )
  t.ok(kills > 0, `${kills} killed`)
  await next
})
