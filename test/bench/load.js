import { once } from 'node:events'
import { runNode } from './child.js'
import { LOAD_CORE } from './machine.js'

/** The process that makes the load; `run` measures one round. */
export function startLoad() {
  const child = runNode(LOAD_CORE, ['test/bench/load-process.js'], { ipc: true })
  const ended = once(child, 'exit').then(() => {
    throw new Error('The load ended early: the server went away')
  })
  ended.catch(() => {})
  return {
    /** Each request on a connection of its own, over and over for that time; every reply must have that status. */
    async run(server, requests, status, ms) {
      const before = server.cpuSeconds()
      child.send({ ports: server.ports ?? [server.port], requests, status, ms })
      const [round] = await Promise.race([once(child, 'message'), ended])
      if (round.unexpected) throw new Error(`expected ${status} on every reply, got:\n${round.unexpected}`)
      return { ...round, cpu: ((server.cpuSeconds() - before) * 1e6) / round.replies }
    },
    stop: () => child.kill(),
  }
}

/** An update as bytes on the wire. */
export function updateRequest(key, accountId, update) {
  const body = JSON.stringify(update)
  return [
    `PATCH /v1/accounts/${accountId}/profile HTTP/1.1`,
    'host: 127.0.0.1',
    `authorization: Bearer ${key}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
}
