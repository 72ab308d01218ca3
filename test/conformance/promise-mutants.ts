import { bodyOf, isRead, isUpdate, type Json, jsonOf, type Mutant, refuseName, replace, successes } from './spoil.js'

const earlier = (time: string) => new Date(Date.parse(time) - 3_600_000).toISOString().replace('.000', '')
const onTikTok = (body: Json, change: Json) => (body.platform === 'tiktok' ? { ...body, ...change } : body)

/** Stand-ins that break one promise each. */
export const PROMISE_MUTANTS: readonly Mutant[] = [
  {
    rule: 'update-reply-fields',
    what: 'puts the platform first',
    spoil: successes(isUpdate, ({ platform, ...rest }) => ({ platform, ...rest })),
  },
  {
    rule: 'update-applied',
    what: 'adds a space to the bio',
    spoil: successes(isUpdate, (body, sent) => (sent.bio ? { ...body, bio: `${body.bio} ` } : body)),
  },
  {
    rule: 'timestamps-whole-seconds',
    what: 'tells milliseconds',
    spoil: successes(isUpdate, (body) => ({ ...body, updatedAt: body.updatedAt.replace('Z', '.000Z') })),
  },
  {
    rule: 'updated-at-set',
    what: 'leaves updatedAt at a past time where a bio is sent',
    spoil: successes(isUpdate, (body, sent) => (sent.bio ? { ...body, updatedAt: '2001-01-01T00:00:00Z' } : body)),
  },
  {
    rule: 'platform-alone-changes-nothing',
    what: 'sets updatedAt where nothing is sent',
    spoil: () => {
      let count = 0
      return successes(isUpdate, (body, sent) => {
        count += 1
        const updatedAt = new Date(count * 1000).toISOString().replace('.000', '')
        return Object.keys(sent).join() === 'platform' ? { ...body, updatedAt } : body
      })()
    },
  },
  {
    rule: 'unknown-fields-ignored',
    what: 'refuses a field that it does not know',
    spoil: () => (asked, passing) => {
      if (passing.status !== 200 || bodyOf(asked).conformance === undefined) return
      replace(passing, { error: { code: 'invalid_parameter', message: 'conformance is unknown' } }, 400)
    },
  },
  {
    rule: 'next-name-change-allowed',
    what: 'promises the name an hour early',
    spoil: successes(isUpdate, ({ nextNameChangeAllowed: next, ...body }) =>
      next ? { ...body, nextNameChangeAllowed: earlier(next) } : body,
    ),
  },
  {
    rule: 'same-name-no-change',
    what: 'refuses the present name',
    spoil: () => (asked, passing) => {
      if (isUpdate(asked) && passing.status === 200 && bodyOf(asked).name && !jsonOf(passing).nextNameChangeAllowed) {
        refuseName(passing)
      }
    },
  },
  {
    rule: 'name-free-on-time',
    what: 'refuses at the very instant that it named',
    spoil: () => {
      const named = new Map<string, string>()
      return async (asked, passing, ask) => {
        if (!isUpdate(asked)) return
        const next = passing.status === 429 ? jsonOf(passing).error.nextAllowedAt : undefined
        if (next !== undefined) named.set(asked.path, next)
        if (passing.status !== 200 || !named.has(asked.path)) return
        const clock = await ask({ ...asked, method: 'GET', path: '/_sandbox/clock', body: Buffer.alloc(0) })
        if (jsonOf(clock).now === named.get(asked.path)) refuseName(passing)
      }
    },
  },
  {
    rule: 'cooldown-per-platform',
    what: 'locks the name on both platforms',
    spoil: () => {
      const locked = new Set<string>()
      return (asked, passing) => {
        const { platform } = bodyOf(asked)
        if (passing.status === 429 && platform === 'tiktok') locked.add(asked.path)
        if (passing.status === 200 && platform === 'instagram' && locked.has(asked.path)) refuseName(passing)
      }
    },
  },
  {
    rule: 'refused-change-no-cooldown',
    what: 'starts a cooldown by a refused change',
    spoil: () => {
      const tried = new Set<string>()
      return (asked, passing) => {
        const { name } = bodyOf(asked)
        if (passing.status === 400 && name?.length > 1) tried.add(asked.path)
        if (passing.status === 200 && name && tried.has(asked.path)) refuseName(passing)
      }
    },
  },
  {
    rule: 'one-name-change-of-many',
    what: 'lets a second one through',
    spoil: () => {
      const renamed = new Map<string, Json>()
      return (asked, passing) => {
        if (!isUpdate(asked) || !bodyOf(asked).name) return
        if (passing.status === 200) renamed.set(asked.path, jsonOf(passing))
        else if (passing.status === 429 && renamed.has(asked.path)) replace(passing, renamed.get(asked.path), 200)
      }
    },
  },
  {
    rule: 'refused-changes-nothing',
    what: 'changes the bio though it refuses the picture',
    spoil: () => async (asked, passing, ask) => {
      const { platform, bio, profilePictureUrl } = bodyOf(asked)
      if (passing.status !== 400 || typeof bio !== 'string' || !profilePictureUrl) return
      await ask({ ...asked, body: Buffer.from(JSON.stringify({ platform, bio })) })
    },
  },
  {
    rule: 'checks-in-order',
    what: 'looks for the account before it looks at the body',
    spoil: () => async (asked, passing, ask) => {
      if (passing.headers['x-sandbox-rule'] !== 'platform-invalid' || !isUpdate(asked)) return
      const path = asked.path.replace('/profile', '')
      const found = await ask({ ...asked, method: 'GET', path, body: Buffer.alloc(0) })
      if (found.status === 404) Object.assign(passing, { status: 404, body: found.body })
    },
  },
  {
    rule: 'errors-in-envelope',
    what: 'adds a field to every error',
    spoil: () => (asked, passing) => {
      if (passing.status < 400 || asked.path.startsWith('/_sandbox')) return
      const { error } = jsonOf(passing)
      replace(passing, { error: { ...error, status: passing.status } })
    },
  },
  {
    rule: 'no-retry-after',
    what: 'sends Retry-After',
    spoil: () => (_asked, passing) => {
      if (passing.status === 429) passing.headers['retry-after'] = '60'
    },
  },
  {
    rule: 'picture-url-opens',
    what: 'names a picture that is not there',
    spoil: successes(isUpdate, ({ profilePictureUrl, ...body }) =>
      profilePictureUrl ? { ...body, profilePictureUrl: `${profilePictureUrl}.gone` } : body,
    ),
  },
  {
    rule: 'account-reply-fields',
    what: 'puts the platform first',
    spoil: successes(isRead, ({ platform, ...rest }) => ({ platform, ...rest })),
  },
  {
    rule: 'account-warmup',
    what: 'is a day ahead',
    spoil: successes(isRead, (body) => onTikTok(body, { warmupDay: body.warmupDay + 1 })),
  },
  {
    rule: 'account-instagram-ready',
    what: 'has Instagram accounts warm up',
    spoil: successes(isRead, (body) =>
      body.platform === 'instagram' ? { ...body, accountStatus: 'warming_up' } : body,
    ),
  },
  {
    rule: 'account-tiktok-username-empty',
    what: 'makes a TikTok username up',
    spoil: successes(isRead, (body) => onTikTok(body, { username: 'mutant' })),
  },
  {
    rule: 'account-platform-chosen',
    what: 'does not look at the query',
    spoil: () => async (asked, passing, ask) => {
      if (!isRead(asked) || !asked.path.includes('platform=instagram')) return
      passing.body = (await ask({ ...asked, path: asked.path.split('?')[0]! })).body
    },
  },
]
