import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { ByteBudget } from '../../src/http/byte-budget.js'
import { Connections } from '../../src/http/connections.js'
import { closeGracefully } from '../../src/http/graceful-close.js'

async function start(t: Test) {
  const app = Fastify({ keepAliveTimeout: 1 })
  t.teardown(() => app.close())
  const connections = new Connections(new ByteBudget(0, () => 0))
  connections.track(app.server)
  closeGracefully(app, connections, 1_000)
  app.get('/slow', async () => {
    app.close()
    return 'answered'
  })
  const open = async () => {
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
    t.teardown(() => socket.destroy())
    await once(socket, 'connect')
    return socket
  }
  return { app, open }
}

t.test('a connection without a call does not keep the server from closing', async (t) => {
  const { app, open } = await start(t)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const arrived = once(app.server, 'connection')
  const socket = await open()
  await arrived
  const closed = once(socket.resume(), 'close')
  await app.close()
  await t.resolves(closed)
})

t.test('nor does one that comes while it closes', async (t) => {
  const { app, open } = await start(t)
  app.addHook('preClose', async () => {
    const socket = await open()
    await once(socket.resume(), 'close')
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  await t.resolves(app.close())
})

t.test('one with a call under way is answered', async (t) => {
  const { app } = await start(t)
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  t.equal(await (await fetch(`${url}/slow`)).text(), 'answered')
})
