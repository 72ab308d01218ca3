import t from 'tap'
import { PictureHost } from '../../src/conformance/picture-host.js'

t.test('serves the suite’s pictures, and nothing else', async (t) => {
  const host = await PictureHost.start()
  t.teardown(() => host.close())
  const status = async (file: string) => (await fetch(host.url(file))).status
  t.equal(await status('64x64.png'), 200)
  t.equal(await status('65x65.png'), 404)
})
