import { showInvisible } from '../../../browser/visible.js'
import type { Account } from '../../../client/types.js'
import type { SentRequest } from './sent-request.js'
import type { Call } from './types.js'

const FROM_ENVIRONMENT = '`Bearer $' + '{process.env.API_KEY}`'
const FROM_SANDBOX = '`Bearer $' + '{sandbox.apiKey}`'

/** The call by `fetch`; the key comes from the environment. */
export function fetchOf(request: SentRequest, base: string, key: string | null): string {
  const url = literal(base + request.path.replace(/^\//, ''))
  return `const response = ${fetchCall(url, request, key === null ? FROM_ENVIRONMENT : literal(`Bearer ${key}`))}
console.log(response.status, await response.text())
`
}

/**
 * The call as a test of its own, in a sandbox that stands as this one did: the same moment, the account as it was
 * before (or, where the call changed nothing, as it is), and the fault.
 */
export function testOf(call: Call, request: SentRequest, account: Account | undefined): string {
  const { status, rule, accountId, method } = call
  const came = status === null ? 'no reply' : [status, rule].filter((part) => part !== null).join(' ')
  const url = `\`\${sandbox.url}${request.path.replace(/[\\`]|\$\{/g, '\\$&')}\``
  const sent = fetchCall(url, request, FROM_SANDBOX).replaceAll('\n', '\n  ')
  const expected =
    status === null || call.fault?.kind === 'truncate'
      ? `await assert.rejects(${sent}.then((response) => response.text()))`
      : `const response = await ${sent.replace(/^await /, '')}
  assert.equal(response.status, ${status})
  assert.equal(response.headers.get('x-sandbox-rule'), ${rule === null ? 'null' : literal(rule)})`
  return `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSandbox } from 'infinipost-mock'

test(${literal(`${method} ${accountId ?? call.path}: ${came}`)}, async (t) => {
  const sandbox = await startSandbox({ state: ${laidOut(stateOf(call, account)).replaceAll('\n', '\n  ')} })
  t.after(() => sandbox.close())

  ${expected}
})
`
}

function stateOf(call: Call, account: Account | undefined): object {
  const { sandboxTime, fault, before, requestBody } = call
  const profiles: Record<string, unknown> = { ...account?.profiles }
  const { platform } = (requestBody ?? {}) as { platform?: unknown }
  if (before && typeof platform === 'string') profiles[platform] = before
  const { id: _id, ...armed } = fault ?? { id: '' }
  return {
    clock: { mode: 'frozen', now: sandboxTime },
    ...(account && { accounts: [{ accountId: account.accountId, profiles: withoutDerived(profiles) }] }),
    faults: fault === null ? [] : [armed],
  }
}

/** What a new sandbox has to be told: no stored pictures, which it has not got, and nothing that it works out itself. */
function withoutDerived(profiles: Record<string, unknown>): object {
  const left = ['profilePictureUrl', 'nextNameChangeAllowed', 'warmupDay', 'updatedAt']
  const cleaned = Object.entries(profiles).map(([platform, profile]) => [
    platform,
    Object.fromEntries(Object.entries(profile as object).filter(([field]) => !left.includes(field))),
  ])
  return Object.fromEntries(cleaned)
}

function fetchCall(url: string, { method, body, headers }: SentRequest, authorization: string): string {
  const fields = Object.entries(headers).map(([name, value]) => `    ${literal(name)}: ${literal(value)},\n`)
  const sent = body === null ? '' : `\n  body: ${literal(body)},`
  return `await fetch(${url}, {
  method: ${literal(method)},
  headers: {
    authorization: ${authorization},
${fields.join('')}  },${sent}
})`
}

/** A text as a literal of the language, in which nothing is hidden. */
function literal(text: string): string {
  const json = showInvisible(JSON.stringify(text))
  return text.includes("'") ? json : `'${json.slice(1, -1).replaceAll('\\"', '"')}'`
}

const laidOut = (value: object) => showInvisible(JSON.stringify(value, null, 2))
