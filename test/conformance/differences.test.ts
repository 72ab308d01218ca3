import t from 'tap'
import { startServer } from '../helper.js'
import { hostFor } from '../pictures/helper.js'
import { runCommand } from './run-command.js'
import { isRead, isUpdate, jsonOf, replace, successes } from './spoil.js'
import { type Passing, type Spoil, standIn } from './stand-in.js'

const updates = (change: Parameters<typeof successes>[1]) => successes(isUpdate, change)()
const reads = (change: Parameters<typeof successes>[1]) => successes(isRead, change)()
const refusals =
  (rule: string, change: (passing: Passing) => void): Spoil =>
  (_asked, passing) => {
    if (passing.headers['x-sandbox-rule'] === rule) change(passing)
  }

const DIFFERENCES: [rule: string, spoil: Spoil, detail: RegExp][] = [
  [
    'account-not-found',
    refusals('account-not-found', (passing) => Object.assign(passing, { status: 410, body: 'Gone' })),
    /: expected 404 not_found, came 410$/,
  ],
  [
    'http-malformed',
    refusals('http-malformed', (passing) => Object.assign(passing, { status: 0, body: '' })),
    /: expected 400 invalid_parameter, came no HTTP$/,
  ],
  [
    'method-not-allowed',
    refusals('method-not-allowed', ({ headers }) => Object.assign(headers, { allow: 'PUT' })),
    /: expected allow: \^PATCH\$, came PUT$/,
  ],
  [
    'method-not-allowed',
    refusals('method-not-allowed', ({ headers }) => void delete headers.allow),
    /: expected allow: \^PATCH\$, came none$/,
  ],
  [
    'update-reply-fields',
    (asked, passing) => void (isUpdate(asked) && Object.assign(passing, { body: 'Updated' })),
    /: expected success, accountId, platform, name, updatedAt, came none$/,
  ],
  [
    'update-reply-fields',
    updates((body) => ({ ...body, followers: 5, posts: 1 })),
    /: expected no other fields, came followers, posts$/,
  ],
  [
    'update-reply-fields',
    updates(({ updatedAt, ...body }) => ({ updatedAt, ...body })),
    /: expected the order success, .*, updatedAt, came updatedAt, success, .*$/,
  ],
  [
    'update-applied',
    updates((body) => ({ ...body, bio: 'Another' })),
    /: expected bio: "Written by .*", came "Another"$/,
  ],
  ['account-instagram-ready', reads((body) => ({ ...body, warmupDay: 3 })), /: expected warmupDay: 0, came 3$/],
  [
    'timestamps-whole-seconds',
    updates(({ updatedAt, ...body }) => body),
    /: expected updatedAt: \^.*Z\$, came nothing$/,
  ],
  [
    'tiktok-warmup-not-started',
    refusals('tiktok-warmup-not-started', (passing) => {
      const { error } = jsonOf(passing)
      replace(passing, { error: { ...error, nextAllowedAt: '2030-01-01T00:00:00Z' } })
    }),
    /: expected error\.nextAllowedAt: none, came "2030-01-01T00:00:00Z"$/,
  ],
  [
    'next-name-change-allowed',
    updates(({ updatedAt, nextNameChangeAllowed, ...body }) => body),
    /: expected nextNameChangeAllowed: a time, came nothing$/,
  ],
  [
    'updated-at-set',
    updates((body) => ({ ...body, updatedAt: '2024-04-21T10:00:00Z' })),
    /: expected updatedAt: later than 2024-04-21T10:00:00Z, came "2024-04-21T10:00:00Z"$/,
  ],
  [
    'one-name-change-of-many',
    (asked, passing) => {
      if (isUpdate(asked)) replace(passing, {}, 200)
    },
    /: expected 1 × 200 of (\d), came \1 × 200 \(200, 200.*\)$/,
  ],
  [
    'picture-url-opens',
    updates((body) => ({ ...body, profilePictureUrl: `${body.profilePictureUrl}.gone` })),
    /: expected profilePictureUrl opens as an image, came 404 application\/json/,
  ],
  [
    'picture-url-opens',
    updates((body) => ({ ...body, profilePictureUrl: 'http://127.0.0.1:9/picture.webp' })),
    /: expected profilePictureUrl opens as an image, came no answer$/,
  ],
  [
    'account-warmup',
    reads((body) => ({ ...body, warmupCompletionDate: null })),
    /: expected warmupCompletionDate: \d{4}-\d\d-\d\dT.*Z, came null$/,
  ],
]

t.test('what differs is said in a few words', async (t) => {
  const { url } = await startServer(t)
  for (const [rule, spoil, detail] of DIFFERENCES) {
    const { url: wrong } = await standIn(t, url, { spoil })
    const { code, out } = await runCommand(wrong, ['--only', rule, '--json'])
    t.match(JSON.parse(out).rules, [{ rule, outcome: 'differs', detail }], `${rule} ${detail}`)
    t.equal(code, 1)
  }
})

t.test('what is served as no image opens as none', async (t) => {
  const { url } = await startServer(t)
  const profilePictureUrl = await hostFor(t, (_, reply) => reply.end())
  const { url: wrong } = await standIn(t, url, { spoil: updates((body) => ({ ...body, profilePictureUrl })) })
  const { code, out } = await runCommand(wrong, ['--only', 'picture-url-opens'])
  t.equal(code, 1)
  t.match(out, /: expected profilePictureUrl opens as an image, came 200 nothing$/m)
})

t.test('an instant may be spelled in other ways, and is the same', async (t) => {
  const { url } = await startServer(t)
  const spelled = (time: string | null) => (time === null ? null : time.replace('Z', '.000+00:00'))
  const { url: other } = await standIn(t, url, {
    spoil: reads((body) => ({ ...body, warmupCompletionDate: spelled(body.warmupCompletionDate) })),
  })
  t.match(await runCommand(other, ['--only', 'account-warmup']), {
    code: 0,
    out: /^account-warmup +documented +same$/m,
  })
})

t.test('a promised time counts from the time of the update, and from nothing where that is not told', async (t) => {
  const { url } = await startServer(t)
  const { url: other } = await standIn(t, url, { spoil: updates(({ updatedAt, ...body }) => body) })
  t.match(await runCommand(other, ['--only', 'next-name-change-allowed']), {
    code: 0,
    out: /^next\S+ +documented +same$/m,
  })
})

t.test('a rule that could not be provoked is not tried', async (t) => {
  const { url } = await startServer(t)
  const { url: other } = await standIn(t, url, {
    spoil: (asked, passing) => {
      if (isUpdate(asked)) replace(passing, {}, 200)
    },
  })
  const { code, out } = await runCommand(other, ['--only', 'refused-changes-nothing'])
  t.equal(code, 0)
  t.match(out, /not tried +could not be provoked: expected a refusal, came 200$/m)
})
