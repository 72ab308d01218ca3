import { connect } from 'node:net'
import t from 'tap'
import { startServer } from '../helper.js'
import { ONE_APP } from '../two-apps.js'

t.test('a reader that comes back while the server closes does not keep it open', async (t) => {
  const { app, url, key } = await startServer(t, ONE_APP)
  const ask = `GET /_sandbox/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\n\r\n`
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname, () => socket.write(ask))
  let received = ''
  const listening = new Promise<void>((resolve) => {
    socket.setEncoding('utf8').on('data', (chunk) => {
      received += chunk
      resolve()
      // The end of the first stream: ask again on the same connection.
      if (received.endsWith('0\r\n\r\n') && received.split('HTTP/1.1').length === 2) socket.write(ask)
    })
  })
  const closed = new Promise((resolve) => socket.on('close', resolve))
  await listening
  await app.close()
  await closed
  t.ok(received.startsWith('HTTP/1.1 200'))
})
