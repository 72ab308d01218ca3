import { connect } from 'node:net'
import t from 'tap'
import { startServer } from '../helper.js'
import { memoryStoreWith } from '../memory-store-with.js'
import { gate } from '../pictures/helper.js'
import { sendRaw } from '../raw.js'
import { ONE_APP } from '../two-apps.js'

const ask = (key: string) => `GET /_sandbox/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\n\r\n`

t.test('a reader that comes back while the server closes does not keep it open', async (t) => {
  const { app, url, key } = await startServer(t, ONE_APP)
  // The second is taken up when the first has ended, which is when the server closes.
  const received = sendRaw(url, ask(key).repeat(2))
  while (app.budget.held === 0) await fetch(`${url}/health`)
  await app.close()
  t.equal((await received).match(/HTTP\/1\.1 200/g)?.length, 2)
})

t.test('a reader that goes while the store is asked for its stream is followed no further', async (t) => {
  const [asked, goOn, stopped] = [gate(), gate(), gate()]
  const openStore = memoryStoreWith((open) => {
    const { events } = open.store
    const { follow } = events
    events.follow = async (...args) => {
      asked.open()
      await goOn.opened
      const stop = await follow(...args)
      return () => {
        stop()
        stopped.open()
      }
    }
    return open
  })
  const { url, key, logged } = await startServer(t, ONE_APP, { openStore })
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(ask(key)))
  await asked.opened
  socket.destroy()
  while (!logged.some((line) => line.includes('/_sandbox/events'))) await fetch(`${url}/health`)
  goOn.open()
  await stopped.opened
  t.pass('the store tells it nothing any more')
})
