import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { readSeed } from '../src/sandbox/seed.js'
import { Seeds } from '../src/sandbox/seeds.js'
import { type Json, startServer } from './helper.js'
import { runServer } from './process.js'

const seed = (...names: string[]) =>
  JSON.stringify({ accounts: names.map((name) => ({ accountId: `acc_${name}`, profiles: { instagram: { name } } })) })

/** A server in a process of its own, whose seed file can be written. */
async function start(t: Test, text: string) {
  const cwd = t.testdir({ 'seed.json': text })
  const file = join(cwd, 'seed.json')
  const server = runServer(t, ['--seed', file], { cwd })
  const url = (await server.printed(/Server listening at (http:\/\/[^"]+)"/))[1]!
  const call = async (method: string, path: string, key: string, body?: object): Promise<Json> => {
    const headers = { authorization: `Bearer sk_test_${key}`, ...(body && { 'content-type': 'application/json' }) }
    const reply = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    return reply.status === 204 ? undefined : reply.json()
  }
  const names = async (key: string): Promise<string[]> =>
    (await call('GET', '/_sandbox/accounts', key)).accounts.map((account: Json) => account.profiles.instagram.name)
  let lines = 0
  /** Writes the seed file, sends the signal and waits for the line that it makes. */
  const reload = async (text: string): Promise<Json> => {
    writeFileSync(file, text)
    server.kill('SIGHUP')
    lines += 1
    const [line] = await server.printed(new RegExp(`(?:[^]*"msg":"SIGHUP[^\\n]*\\n){${lines}}`))
    return JSON.parse(line!.trim().split('\n').at(-1)!)
  }
  return { file, call, names, reload }
}

t.test('SIGHUP reads the seed file again, for what starts from then on', async (t) => {
  const { file, call, names, reload } = await start(t, seed('a', 'b'))
  t.strictSame(await names('early'), ['a', 'b'])
  await call('PATCH', '/v1/accounts/acc_a/profile', 'early', { platform: 'instagram', name: 'Renamed' })
  t.match(await reload(seed('c')), { level: 30, msg: /opened or reset from now on/ })
  t.strictSame(await names('early'), ['Renamed', 'b'], 'its untouched accounts too')
  await call('PUT', '/_sandbox/accounts/acc_c', 'early', { profiles: { instagram: { name: 'own' } } })
  await call('DELETE', '/_sandbox/accounts/acc_b', 'early')
  t.strictSame(await names('early'), ['Renamed', 'own'])
  t.strictSame(await names('late'), ['c'])

  const bad = await reload('{"accounts":5}')
  t.match(bad, { level: 50, msg: `SIGHUP: the seed stays as it was: ${file}: accounts must be an array` })
  t.strictSame(await names('later'), ['c'])

  await call('DELETE', '/_sandbox', 'early')
  t.strictSame(await names('early'), ['c'])
  t.match(await reload(seed('a', 'b')), { level: 30 }, 'one that was there before')
  t.strictSame(await names('latest'), ['a', 'b'])
  t.strictSame(await names('early'), ['c'])
  await call('PUT', '/_sandbox', 'early', { faults: [] })
  t.strictSame(await names('early'), ['a', 'b'])
})

t.test('a terminal that is closed ends the server', async (t) => {
  const server = runServer(t, [], { terminal: true })
  await server.printed(/serving at/)
  server.kill('SIGHUP')
  // By the signal, unless what measures the coverage takes it for its own.
  t.notOk(await server.exitCode)
})

t.test('a seed with a bad picture in it is no seed', async (t) => {
  const folder = t.testdir({ 'seed.json': seed('a') })
  const { app, control } = await startServer(t, { SEED_FILE: join(folder, 'seed.json') })
  writeFileSync(join(folder, 'seed.json'), JSON.stringify({ pictures: { 'a.jpg': '' } }))
  await t.rejects(app.reloadSeed(), { name: 'SeedError', message: /pictures\.a\.jpg is not an image/ })
  t.match((await control('GET', '/accounts')).body, { accounts: [{ accountId: 'acc_a' }] })
})

t.test('the pictures of earlier seeds are still there', async (t) => {
  const [one, other] = ['one', 'other'].map((name) => {
    const folder = t.testdir({
      one: { 'seed.json': seed('a'), pictures: { 'a.jpg': 'one' } },
      other: { 'seed.json': seed('b') },
    })
    return readSeed(join(folder, name, 'seed.json'))
  })
  const seeds = new Seeds(one!)
  seeds.use(other!)
  t.strictSame(seeds.hashes, [other!.hash, one!.hash])
  t.same(await seeds.readPicture('a.jpg'), Buffer.from('one'))
  t.equal(await seeds.readPicture('b.jpg'), undefined)
  t.equal(seeds.of(one!.hash), one)
  t.equal(seeds.of('of another server'), other)
})
