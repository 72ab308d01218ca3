import t from 'tap'
import { fetchTransport } from '../../src/client/fetch-transport.js'
import { sandboxClient } from '../../src/client/sandbox-client.js'
import { startServer } from '../helper.js'

t.test('the sandbox as a browser speaks to it', async (t) => {
  const { url, key, edit } = await startServer(t)
  const sandbox = sandboxClient(url, key, fetchTransport)
  t.strictSame(await sandbox.clock.set({ mode: 'frozen', now: '2024-04-21T10:00:00Z' }), {
    mode: 'frozen',
    now: '2024-04-21T10:00:00Z',
  })
  await t.rejects(sandbox.accounts.get('acc_nobody'), { code: 'not_found', status: 404 })
  const wait = sandbox.waitForRequest({ status: 404 }, { timeoutMs: 60_000 })
  await edit('acc_nobody', { platform: 'tiktok' })
  t.equal((await wait).accountId, 'acc_nobody')
  await sandbox.close()
})
