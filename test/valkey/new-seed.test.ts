import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readEvents } from '../control/event-reader.js'
import type { Json } from '../helper.js'
import { type Replica, startReplicas, startStore } from './two-servers.js'

const seed = (name: string) =>
  JSON.stringify({ accounts: [{ accountId: `acc_${name}`, profiles: { instagram: { name } } }] })
const names = async ({ control }: Replica, key: string): Promise<string[]> =>
  (await control('GET', '/accounts', undefined, { key })).body.accounts.map((one: Json) => one.profiles.instagram.name)

t.test('a new seed: what there is stays and is found, what is reset starts from it', async (t) => {
  const file = join(t.testdir({ 'seed.json': seed('old') }), 'seed.json')
  const [one, other] = await startReplicas(t, (await startStore(t)).url, { SEED_FILE: file })
  const { key } = one
  await one.edit('acc_old', { platform: 'instagram', name: 'Renamed' })
  const events = await readEvents(t, one)

  writeFileSync(file, seed('new'))
  await one.app.reloadSeed()
  t.strictSame(await names(one, key), ['Renamed'])
  t.strictSame(await names(other, key), ['Renamed'], 'on one that has not read the new seed yet')
  t.strictSame(await names(one, 'sk_test_late'), ['new'])
  t.equal((await one.control('GET', '/requests')).body.requests.length, 1)
  t.equal((await one.edit('acc_old', { platform: 'instagram', bio: 'Bio' })).status, 200)

  await other.app.reloadSeed()
  t.strictSame(await names(other, key), ['Renamed'])
  t.equal((await other.control('DELETE', '', undefined, { key })).status, 204)
  for (const server of [one, other]) {
    t.strictSame(await names(server, key), ['new'])
    t.strictSame((await server.control('GET', '/requests', undefined, { key })).body.requests, [])
    t.strictSame(await names(server, 'sk_test_late'), ['new'])
  }
  t.equal((await one.control('DELETE', '/requests')).status, 204)
  t.ok((await events.rest()) > 0, 'whoever followed it there is sent to where it is now')
})
