import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendError, sendRefusal } from '../http/envelope.js'
import { Sandbox } from '../sandbox/sandbox.js'
import type { Seeds } from '../sandbox/seeds.js'
import { type OpenSandbox, type SandboxRegistry, StateFullError, TooManySandboxesError } from '../store/store.js'
import type { KeyCheck } from './api-key.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** The sandbox of the request's key; there once the key has been checked. */
    sandbox: Sandbox
  }
}

/** Checks the key and opens its sandbox; answers with 401, or 503, and says false, where there is none. */
export type Authenticate = (request: FastifyRequest, reply: FastifyReply) => boolean

export function authenticator(checkKey: KeyCheck, registry: SandboxRegistry, seeds: Seeds): Authenticate {
  return (request, reply) => {
    const checked = checkKey(request.headers.authorization)
    if ('rule' in checked) {
      sendRefusal(reply, checked)
      return false
    }
    const open = openOrRefuse(registry, checked.key, reply)
    if (open === undefined) return false
    request.sandbox = new Sandbox(seeds, open)
    request.onReplyClosed = closeSandbox
    return true
  }
}

/** A key that would need a sandbox of its own, where there is room for no other, is told so. */
function openOrRefuse(registry: SandboxRegistry, key: string, reply: FastifyReply): OpenSandbox | undefined {
  try {
    return registry.open(key)
  } catch (error) {
    if (!(error instanceof TooManySandboxesError || error instanceof StateFullError)) throw error
    sendError(reply, 503, 'limit_reached', error.message)
    return undefined
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
