import { call } from '../client.js'
import { printRounds, runInTurns } from '../rounds.js'
import { startFloor, startProduct, startTwo } from '../servers.js'
import { startStore } from '../store-server.js'

const FREE = 'acc_1a2b3c4d5e'
const LOCKED = 'acc_instagram_cooldown'
const PLAIN = { platform: 'instagram', bio: 'Premium fashion content daily' }
const RENAMING = { platform: 'instagram', name: 'Another Name' }
/** A key for each connection: calls of one key are written together, which would flatter the product. */
const VARIANTS = [
  { label: 'infinipost-mock', server: 'product', keys: 64 },
  { label: 'two of it', server: 'two', keys: 64 },
  { label: 'floor whose commands have no time limit', server: 'untimed', keys: 64 },
  { label: 'floor', server: 'floor', keys: 64 },
]
const CASES = [
  { title: 'plain update by a store', accountId: FREE, update: PLAIN, status: 200 },
  { title: 'refused update by a store (name cooldown, 429)', accountId: LOCKED, update: RENAMING, status: 429 },
]

/** By a store on this machine, over a floor that does one reading and one compare-and-set with the same client. */
export async function store(options, { load }) {
  const store = await startStore()
  if (store === undefined) {
    process.stdout.write('\nstore: left out, there is no redis-server on the PATH\n')
    return
  }
  const taken = CASES.map(() => VARIANTS.map(() => []))
  for (let launch = 0; launch < options.launches; launch++) {
    const env = { STORE_URL: store.url }
    const servers = {
      product: await startProduct(env),
      two: await startTwo(env),
      untimed: await startFloor('store', { ...env, UNTIMED: 'true' }),
      floor: await startFloor('store', env),
    }
    for (const server of Object.values(servers)) for (const one of server.both ?? [server]) await ready(one)
    for (const [index, { title, ...one }] of CASES.entries()) {
      const variants = { connections: 64, variants: VARIANTS }
      await runInTurns({ ...one, ...variants }, servers, load, options, taken[index])
    }
    for (const server of Object.values(servers)) await server.stop()
  }
  const { launches, rounds, roundMs } = options
  const effort = `64 connections and keys, ${launches} starts with ${rounds} rounds of ${roundMs / 1000} s each`
  for (const [index, { title }] of CASES.entries()) printRounds(`${title}: ${effort}`, VARIANTS, taken[index])
  await store.stop()
}

/** Resolves when the server has reached its store. */
async function ready(server) {
  while ((await call(server, 'GET', '/ready', { statuses: [200, 503] })).includes('unavailable'));
}
