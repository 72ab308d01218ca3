import t from 'tap'
import { startServer } from '../helper.js'
import { SOME_CASES } from './cases.js'
import { startPictureHost } from './picture-host.js'
import { update, wrongWith } from './try-case.js'

t.setTimeout(600_000)

t.test(`${SOME_CASES.length} files get the right answer`, async (t) => {
  const { url, key } = await startServer(t, { ALLOW_PRIVATE_PICTURE_URLS: 'true', LOG_LEVEL: 'warn' })
  const host = await startPictureHost()
  t.teardown(host.close)
  const waiting = [...SOME_CASES]
  const worker = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const answer = await update(url, key, host.serve(await one.make()))
      t.equal(await wrongWith(one, answer), undefined, one.name)
    }
  }
  await Promise.all([worker(), worker(), worker()])
})
