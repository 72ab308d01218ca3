import { startServer } from './child.js'
import { LOAD_CORE, SERVER_CORE } from './machine.js'

/** The product as it ships, ready to answer. */
export async function startProduct(env = {}, { nodeArgs = [], ipc = false, core = SERVER_CORE } = {}) {
  const server = await spawnProduct(env, { nodeArgs, ipc, core })
  await server.listening()
  return server
}

/** The product, not waited for. */
export function spawnProduct(env = {}, { nodeArgs = [], ipc = false, core = SERVER_CORE } = {}) {
  const settings = { HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...env }
  return startServer([...nodeArgs, 'dist/main.js'], { env: settings, ipc, core })
}

/** Two of them that share a store: the second has the core of the load and the store, for there is no other. */
export async function startTwo(env) {
  const both = [await startProduct(env), await startProduct(env, { core: LOAD_CORE })]
  return {
    both,
    ports: both.map(({ port }) => port),
    cpuSeconds: () => both.reduce((sum, server) => sum + server.cpuSeconds(), 0),
    stop: () => Promise.all(both.map((server) => server.stop())),
  }
}

/** Bare Fastify, not waited for: `update`, `picture` or `store`. */
export const spawnFloor = (name, env = {}) => startServer([`test/bench/floors/${name}.js`], { env })

export async function startFloor(name, env) {
  const server = await spawnFloor(name, env)
  await server.listening()
  return server
}
