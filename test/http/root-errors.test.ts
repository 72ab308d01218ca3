import Fastify from 'fastify'
import t from 'tap'
import { publicRoutes } from '../../src/http/public-routes.js'
import { rootErrors } from '../../src/http/root-errors.js'

t.test('what goes wrong outside the two surfaces is told in the envelope, without its cause', async (t) => {
  const app = Fastify()
  t.teardown(() => app.close())
  rootErrors(app, app.log)
  const readPicture = async () => {
    throw new Error('the disk is on fire')
  }
  app.register(publicRoutes, { readPicture, version: '1.2.3' })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const reply = await fetch(`${url}/media/picture.jpg`)
  t.equal(reply.status, 500)
  t.same(await reply.json(), { error: { code: 'internal', message: 'An unexpected error occurred' } })
})
