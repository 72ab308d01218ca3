import t from 'tap'
import { connectSandbox } from '../../src/client.js'
import { startServer } from '../helper.js'

t.test('the refusals that a sandbox never hit, those about keys and promises left out', async (t) => {
  const { url, key, edit } = await startServer(t)
  const sandbox = connectSandbox({ url, apiKey: key })
  const rules = await sandbox.rules()
  const all = await sandbox.rulesNotHit()
  t.strictSame(
    all.map(({ id }) => id),
    rules.filter(({ kind, id }) => kind === 'refusal' && !id.startsWith('key-')).map(({ id }) => id),
  )
  await edit('acc_none', { platform: 'tiktok' })
  await edit('acc_none', { platform: 'tiktok', bio: 5 })
  const left = (await sandbox.rulesNotHit()).map(({ id }) => id)
  t.strictSame(
    left,
    all.map(({ id }) => id).filter((id) => id !== 'account-not-found' && id !== 'bio-invalid'),
  )
  const documented = await sandbox.rulesNotHit({ source: 'documented' })
  t.ok(documented.length > 0 && documented.every(({ source }) => source === 'documented'))
  t.notOk(documented.some(({ id }) => id === 'account-not-found'))
  await sandbox.close()
})
