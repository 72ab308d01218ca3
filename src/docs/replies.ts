import { KEY_RULES, RULES, type RuleId } from '../domain/rules.js'
import type { Example, MediaType, Operation, Reference, Response } from './document.js'
import { CONTROL_EXAMPLES, ERROR_EXAMPLES, LIMIT_EXAMPLES, UNAVAILABLE_EXAMPLES } from './examples.js'

const ID = { 'x-request-id': { $ref: '#/components/headers/RequestId' } }
const RULE = { 'x-sandbox-rule': { $ref: '#/components/headers/Rule' } }
const OPENED = { 'x-sandbox-opened': { $ref: '#/components/headers/Opened' } }

const response = (name: string): Reference => ({ $ref: `#/components/responses/${name}` })

function errorContent(examples?: Readonly<Record<string, Example>>): Record<string, MediaType> {
  return { 'application/json': { schema: { $ref: '#/components/schemas/Error' }, ...(examples && { examples }) } }
}

/** Replies that many operations have. */
export const COMMON_RESPONSES: Readonly<Record<string, Response>> = {
  Unauthorized: {
    description: describeRules('There is no good key.', (id) => KEY_RULES.includes(id)),
    headers: { ...ID, ...RULE },
    content: errorContent(ERROR_EXAMPLES[401]),
  },
  InvalidInput: {
    description: 'The path, the query or the body is not what it must be; the message names what. Nothing has changed.',
    headers: { ...ID, ...OPENED },
    content: errorContent(CONTROL_EXAMPLES),
  },
  HostNotAllowed: {
    description: describeRules('The call came by a name that is not this server’s.', (id) => id === 'host-not-allowed'),
    headers: { ...ID, ...RULE, ...OPENED },
    content: errorContent(ERROR_EXAMPLES[421]),
  },
  UnsupportedMediaType: {
    description: 'There is a body that is not declared as `application/json`.',
    headers: { ...ID, ...OPENED },
    content: errorContent(ERROR_EXAMPLES[415]),
  },
  LimitReached: {
    description:
      'There is no room: the sandbox holds as many as it may, or all sandboxes together do (`STATE_MAX_BYTES`). Nothing has changed.',
    headers: { ...ID, ...OPENED },
    content: errorContent(LIMIT_EXAMPLES),
  },
  Unavailable: {
    description:
      'Not now: `limit_reached`, a new key finds no room for its sandbox (`SANDBOX_LIMIT`, `STATE_MAX_BYTES`); `overloaded`, the server is busy with large requests; `store_unavailable`, which `/v1` answers with 500. On `/v1` an armed fault may answer so too.',
    headers: { ...ID, ...RULE, ...OPENED },
    content: errorContent(UNAVAILABLE_EXAMPLES),
  },
  Unexpected: {
    description: 'Something unexpected went wrong; the server’s log says what, under the `x-request-id`.',
    headers: { ...ID, ...OPENED },
    content: errorContent(ERROR_EXAMPLES[500]),
  },
}

/** Adds to an operation the replies that its surface has for every route, and the headers that replies carry. */
export function completeReplies(path: string, method: string, operation: Operation): void {
  const { responses } = operation
  if (operation.operationId === 'editProfile') {
    Object.assign(
      responses,
      vendorRefusals((id) => !ELSEWHERE.includes(id)),
    )
  } else if (operation.operationId === 'readAccount') {
    Object.assign(
      responses,
      vendorRefusals((id) => OF_READS.includes(id)),
    )
  } else {
    if (operation.security === undefined || path.includes('{')) responses['400'] = response('InvalidInput')
    if (operation.security === undefined && method !== 'get') responses['415'] = response('UnsupportedMediaType')
    if (GROWING.includes(operation.operationId)) responses['429'] = response('LimitReached')
    responses['500'] = response('Unexpected')
  }
  if (operation.security === undefined || operation.operationId === 'getPicture') {
    responses['503'] = response('Unavailable')
  }
  const vendor = path.startsWith('/v1/')
  for (const [status, reply] of Object.entries(responses)) {
    if ('$ref' in reply) continue
    const refused = vendor && status !== '200'
    reply.headers = { ...ID, ...(refused && RULE), ...(operation.security === undefined && OPENED) }
  }
  responses['421'] = response('HostNotAllowed')
  if (operation.security === undefined) responses['401'] = response('Unauthorized')
}

/** The control calls that make a sandbox hold more: a deleted account keeps its place, and a seed may hold more than a state. */
const GROWING = ['replaceState', 'resetState', 'putAccount', 'deleteAccount', 'armFault', 'streamEvents']

/** What another method or another path is refused by is no reply of the operation. */
const ELSEWHERE: readonly RuleId[] = [
  ...KEY_RULES,
  ...(['http-malformed', 'host-not-allowed', 'route-not-found', 'method-not-allowed'] as const),
]

/** The refusals that a read may meet. */
const OF_READS: readonly RuleId[] = [
  'path-malformed',
  'platform-invalid',
  'fault-injected',
  'account-not-found',
  'profile-not-found',
  'internal-error',
]

/** The refusals of the vendor surface by status, each with the rules behind it. */
function vendorRefusals(belongs: (id: RuleId) => boolean): Record<string, Response> {
  const statuses = RULES.filter(({ id }) => belongs(id)).map(({ status }) => String(status))
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: describeRules(
          'Refused; `x-sandbox-rule` names the rule that was not kept:',
          (id, ruleStatus) => String(ruleStatus) === status && belongs(id),
        ),
        content: errorContent(ERROR_EXAMPLES[status]),
      },
    ]),
  )
}

function describeRules(intro: string, matches: (id: RuleId, status: number) => boolean): string {
  const rules = RULES.filter(({ id, status }) => matches(id, status))
  return [`${intro}\n`, ...rules.map(({ id, source, statement }) => `- \`${id}\` (${source}): ${statement}`)].join('\n')
}
