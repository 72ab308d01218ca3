import { COMMON_RESPONSES } from './replies.js'

const DESCRIPTION = `A sandbox for Infinipost's Edit Profile endpoint: its rules, its errors and its pictures, on a clock
you control. It is not the vendor's service, and nothing here reaches a real account.

Each API key opens a **sandbox** of its own: accounts, a clock, faults and a request log. Any key that begins with
\`sk_test_\` will do, such as \`sk_test_demo\`, unless the server was started with keys of its own.

- The **vendor surface**, \`/v1\`, answers as the vendor does. What the vendor states is marked *documented*; all the rest is *assumed*.
- The **control surface**, \`/_sandbox\`, puts the sandbox of the key into any state. Unknown fields and query parameters are refused.

Every error has the same envelope. An unknown route is a 404, another method on the vendor's path a 405, HTTP that
cannot be parsed a 400, headers that are too large a 431 and a request that does not arrive in time a 408.`

/** Relative to the document, so that it holds behind a proxy under a path too. */
export const SERVERS = [{ url: '.', description: 'This server' }]

/** What the document says beside the routes. */
export function documentHead(version: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'infinipost-mock',
      version,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    security: [{ bearer: [] }],
    tags: [
      { name: 'Vendor', description: 'What the vendor’s clients see.' },
      { name: 'Sandbox state', description: 'The whole state of a sandbox, in one shape: read, replace, reset.' },
      { name: 'Accounts', description: 'The accounts of a sandbox.' },
      { name: 'Clock', description: 'The clock that cooldowns and warmup go by.' },
      { name: 'Faults', description: 'Failures to rehearse: errors, delays, lost and truncated replies.' },
      { name: 'Requests', description: 'What has come in on the vendor surface, and what became of it.' },
      { name: 'Rules', description: 'The checks behind every refusal.' },
      { name: 'Server', description: 'What needs no key.' },
    ],
    components: {
      securitySchemes: {
        bearer: {
          type: 'http' as const,
          scheme: 'bearer',
          description: 'A key of the sandbox, such as `sk_test_demo` (documented: the header and the prefix).',
        },
      },
      headers: {
        RequestId: {
          description: 'The id of the request in the server’s log and in the request log.',
          schema: { type: 'string' as const, format: 'uuid' },
        },
        Rule: {
          description: 'The rule that the call was refused by.',
          schema: { $ref: '#/components/schemas/RuleId' },
        },
        Opened: {
          description: 'There, and `true`, on the reply that opens a sandbox.',
          schema: { const: 'true' },
        },
      },
      responses: COMMON_RESPONSES,
    },
  }
}
