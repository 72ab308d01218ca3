import type { Json } from './document.js'

/** What the document says of a control call beside its routes' own words: what it is for, and how its reply looks. */
export interface ControlWords {
  description?: string
  /** By status. */
  replies?: Readonly<Record<number, Json>>
  /** A body to start from. */
  body?: Json
}

const CLOCK = { mode: 'frozen', now: '2024-04-21T10:00:00Z' }
const ACCOUNT = {
  accountId: 'acc_1a2b3c4d5e',
  profiles: {
    instagram: {
      name: 'Fashion Insider',
      username: 'fashioninsider',
      bio: 'Runway notes and street style',
      profilePictureUrl: '/media/fashion-insider.jpg',
      updatedAt: '2024-03-22T10:00:00Z',
      nameChangedAt: '2024-04-18T10:00:00Z',
      nextNameChangeAllowed: '2024-05-02T10:00:00Z',
    },
  },
}
const FAULT = { id: 'flt_0123456789ab', kind: 'disconnect', when: 'after', accountId: 'acc_1a2b3c4d5e', times: 1 }

const LOGGED = {
  id: '804c6ed7-0ba2-46b1-93fc-00000000000c',
  receivedAt: '2026-11-25T14:02:03Z',
  sandboxTime: '2024-04-25T13:00:00Z',
  method: 'PATCH',
  path: '/v1/accounts/acc_1a2b3c4d5e/profile',
  headers: { 'content-type': 'application/json', 'user-agent': 'node' },
  accountId: 'acc_1a2b3c4d5e',
  before: null,
  after: null,
  requestBody: { platform: 'instagram', name: 'Fashion Hourly' },
  status: 429,
  responseBody: {
    error: {
      code: 'name_change_restricted',
      message: 'You can change your Instagram name again on 2024-05-05',
      nextAllowedAt: '2024-05-05T10:00:00Z',
    },
  },
  durationMs: 0.9,
  rule: 'instagram-name-cooldown',
  verified: null,
  why: 'The Instagram name was last changed at 2024-04-21T10:00:00Z and changes once every 14 days; the sandbox’s clock says 2024-04-25T13:00:00Z, so it can change at 2024-05-05T10:00:00Z, 9 days 21 hours from then: POST /_sandbox/clock/advance {"seconds":853200}.',
  fault: null,
  ignoredFields: [],
  picture: null,
}

export const CONTROL_WORDS: Readonly<Record<string, ControlWords>> = {
  getState: { replies: { 200: { clock: CLOCK, accounts: [ACCOUNT], faults: [FAULT] } } },
  replaceState: { replies: { 200: { clock: CLOCK, accounts: [ACCOUNT], faults: [] } } },
  listAccounts: { replies: { 200: { accounts: [ACCOUNT] } } },
  getAccount: {
    description: 'With what follows from the clock: when each name may change again, and the day of warmup.',
    replies: { 200: ACCOUNT },
  },
  putAccount: {
    description:
      'Puts a profile into any state at once: a cooldown that is running, a warmup on its third day. What the body leaves out of a profile is gone, or stands as in a new one.',
    replies: { 200: ACCOUNT, 201: ACCOUNT },
  },
  deleteAccount: {
    description: 'From then on its updates are answered with 404. A reset brings an account of the seed back.',
  },
  getClock: { description: 'The time that every rule of this sandbox goes by.', replies: { 200: CLOCK } },
  setClock: {
    description:
      'Freezes the clock, sets it, or lets it run on. Accounts stay as they are: a cooldown ends when the clock gets there, however it does.',
    replies: { 200: CLOCK },
  },
  resetClock: { description: 'The clock is that of the machine again. Accounts and faults stay as they are.' },
  advanceClock: { replies: { 200: { mode: 'frozen', now: '2024-04-28T10:00:00Z' } } },
  listFaults: {
    description: 'The oldest first, each with how many calls are left to it.',
    replies: { 200: { faults: [FAULT] } },
  },
  armFault: { body: { kind: 'disconnect', when: 'after', accountId: 'acc_1a2b3c4d5e' }, replies: { 201: FAULT } },
  disarmFaults: { description: 'Also those that the seed has armed, until the next reset.' },
  disarmFault: { description: 'One that no call is left to has gone by itself.' },
  listRules: {
    replies: {
      200: {
        rules: [
          {
            id: 'instagram-name-cooldown',
            statement: 'An Instagram name changes once every 14 days.',
            source: 'documented',
            kind: 'refusal',
            verified: null,
            hits: 3,
          },
        ],
      },
    },
  },
  listRequests: { replies: { 200: { requests: [LOGGED], dropped: 0 } } },
  getRequest: {
    description: 'The `x-request-id` of a reply leads to what the sandbox thought of the call.',
    replies: { 200: LOGGED },
  },
  getHealth: {
    description: 'For a load balancer, or a script that waits for the start.',
    replies: { 200: { status: 'ok', version: '0.1.0', uptimeSeconds: 12 } },
  },
}

/** The same as one piece of an event stream. */
export const EVENT_EXAMPLE = `id: 12
event: clock
data: ${JSON.stringify(CLOCK)}

`
