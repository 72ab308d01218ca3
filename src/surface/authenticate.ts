import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendRefusal } from '../http/envelope.js'
import { Sandbox } from '../sandbox/sandbox.js'
import type { Seed } from '../sandbox/seed.js'
import type { SandboxRegistry } from '../store/store.js'
import type { KeyCheck } from './api-key.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** The sandbox of the request's key; there once the key has been checked. */
    sandbox: Sandbox
  }
}

/** Checks the key and opens its sandbox; answers with 401, and says false, where there is no good key. */
export type Authenticate = (request: FastifyRequest, reply: FastifyReply) => boolean

export function authenticator(checkKey: KeyCheck, registry: SandboxRegistry, seed: Seed): Authenticate {
  return (request, reply) => {
    const checked = checkKey(request.headers.authorization)
    if ('rule' in checked) {
      sendRefusal(reply, checked)
      return false
    }
    const open = registry.open(checked.key)
    request.sandbox = new Sandbox(seed, open)
    request.onReplyClosed = closeSandbox
    return true
  }
}

function closeSandbox({ sandbox }: FastifyRequest): void {
  sandbox.close()
}

/** Gives requests the field ahead. */
export function decorateSandbox(app: FastifyInstance): void {
  app.decorateRequest('sandbox')
}

/** The reply that opens a sandbox says so. A request without a good key has none. */
export function tellOpened({ sandbox }: Partial<Pick<FastifyRequest, 'sandbox'>>, reply: FastifyReply): void {
  if (sandbox?.opened) reply.header('x-sandbox-opened', 'true')
}
