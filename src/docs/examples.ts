import { ACCOUNT_LIMIT, FAULT_LIMIT, STREAM_LIMIT } from '../domain/limits.js'
import { OverloadedError } from '../http/byte-budget.js'
import { STORE_UNAVAILABLE } from '../http/envelope.js'
import type { Example } from './document.js'

const error = (summary: string, code: string, message: string, more = {}): Example => ({
  summary,
  value: { error: { code, message, ...more } },
})

/** What refusals look like on the vendor surface by status, in the vendor's own words where its pages show one. */
export const ERROR_EXAMPLES: Readonly<Record<string, Record<string, Example>>> = {
  400: {
    pictureNotSquare: error(
      'Invalid Profile Picture Ratio (documented)',
      'invalid_image_ratio',
      'Profile picture must have a 1:1 aspect ratio (square). Provided image is 1920x1080.',
    ),
    usernameOnTikTok: error(
      'Username Not Supported (TikTok) (documented)',
      'invalid_parameter',
      'Username changes are only supported for Instagram accounts',
    ),
  },
  401: {
    keyMissing: error('Missing key (documented)', 'unauthorized', 'No API key provided'),
    keyInvalid: error('Invalid key (documented)', 'invalid_api_key', 'The API key provided is invalid'),
    keyExpired: error('Expired key (assumed)', 'expired_api_key', 'The API key provided has expired'),
  },
  404: {
    accountUnknown: error('Account not found (documented)', 'not_found', 'Account acc_1a2b3c4d5e not found'),
  },
  413: {
    bodyTooLarge: error('Too large (assumed)', 'invalid_parameter', 'The request body must be at most 64 KiB'),
  },
  415: {
    notJson: error('Not declared as JSON (assumed)', 'invalid_parameter', 'The Content-Type must be application/json'),
  },
  421: {
    otherHost: error(
      'Another host (assumed)',
      'invalid_parameter',
      'The Host header names a host that this server does not answer to: list it in ALLOWED_HOSTS',
    ),
  },
  429: {
    nameChangeTooSoon: error(
      'Name Change Too Soon (documented)',
      'name_change_restricted',
      'You can change your TikTok name again on 2024-04-28',
      { nextAllowedAt: '2024-04-28T10:00:00Z' },
    ),
  },
  500: {
    unexpected: error('Server error (documented)', 'internal', 'An unexpected error occurred'),
  },
}

/** What the control surface says of input that is not what it must be. */
export const CONTROL_EXAMPLES: Readonly<Record<string, Example>> = {
  unknownField: error('A field it does not know', 'invalid_parameter', 'clock.zone is not a known field'),
  wrongValue: error('A value it cannot take', 'invalid_parameter', 'mode must be real, running or frozen'),
}

const limitReached = (summary: string, message: string) => error(summary, 'limit_reached', message)

/** What the control surface says of a change for which there is no room. */
export const LIMIT_EXAMPLES: Readonly<Record<string, Example>> = {
  accounts: limitReached('Accounts', `A sandbox holds at most ${ACCOUNT_LIMIT} accounts beside the seed’s`),
  faults: limitReached('Faults', `A sandbox holds at most ${FAULT_LIMIT} faults`),
  streams: limitReached('Event streams', `A sandbox has at most ${STREAM_LIMIT} event streams`),
  bytes: limitReached(
    'All sandboxes together',
    'The sandboxes of this server hold 268435456 bytes together at most (STATE_MAX_BYTES)',
  ),
}

/** What a server says that cannot take the call now. */
export const UNAVAILABLE_EXAMPLES: Readonly<Record<string, Example>> = {
  sandboxes: limitReached(
    'No room for another sandbox',
    'The server holds 1000 sandboxes (SANDBOX_LIMIT), each called within the last minute: use one of their keys, or try again later',
  ),
  overloaded: error('Large requests', 'overloaded', new OverloadedError().message),
  store: error('The store is away', 'store_unavailable', STORE_UNAVAILABLE),
}
