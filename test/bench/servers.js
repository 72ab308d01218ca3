import { startServer } from './child.js'

/** The product as it ships, ready to answer. */
export async function startProduct(env = {}, { nodeArgs = [], ipc = false } = {}) {
  const server = await spawnProduct(env, { nodeArgs, ipc })
  await server.listening()
  return server
}

/** The product, not waited for. */
export function spawnProduct(env = {}, { nodeArgs = [], ipc = false } = {}) {
  return startServer([...nodeArgs, 'dist/main.js'], { env: { HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...env }, ipc })
}

/** Bare Fastify, not waited for: `update`, `picture` or `store`. */
export const spawnFloor = (name, env = {}) => startServer([`test/bench/floors/${name}.js`], { env })

export async function startFloor(name, env) {
  const server = await spawnFloor(name, env)
  await server.listening()
  return server
}
