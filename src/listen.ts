import type { FastifyInstance } from 'fastify'
import { SettingError, type Settings } from './settings.js'

/** Begins to serve. Throws SettingError where the address cannot be listened on, SeedError for a picture in the seed. */
export async function listen(app: FastifyInstance, { HOST: host, PORT: port }: Settings): Promise<void> {
  // What goes wrong before is not the address's.
  await app.ready()
  try {
    await app.listen({ host, port })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new SettingError(`PORT must be a free port: ${port} on ${host} is taken`)
    throw new SettingError(`HOST and PORT must be an address to listen on: ${message}`)
  }
}
