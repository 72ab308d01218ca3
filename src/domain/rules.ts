import { PROMISES } from './promises.js'

/**
 * The rule catalogue: every check that can refuse a call on the vendor surface, in the order in which the checks run.
 * `documented` means that the vendor's page says it; everything else is `assumed`, the order and the limits included.
 */
export interface Rule {
  readonly id: string
  readonly kind: 'refusal'
  /** HTTP status of the refusal. */
  readonly status: number
  /** `error.code` of the refusal. */
  readonly code: string
  /** The rule in one line. */
  readonly statement: string
  readonly source: 'documented' | 'assumed'
  /** The vendor's page that documents the rule. */
  readonly page?: 'Edit Profile' | 'Authentication' | 'Stop Warmup'
}

const invalid = { status: 400, code: 'invalid_parameter', source: 'assumed' } as const
const restricted = { status: 429, code: 'name_change_restricted' } as const
const editProfile = { source: 'documented', page: 'Edit Profile' } as const
const authentication = { status: 401, source: 'documented', page: 'Authentication' } as const

const catalogue = {
  'key-missing': { ...authentication, code: 'unauthorized', statement: 'A call carries a bearer API key.' },
  'key-expired': {
    status: 401,
    code: 'expired_api_key',
    source: 'assumed',
    statement: 'The API key has not expired (`sk_test_expired` always has).',
  },
  'key-invalid': { ...authentication, code: 'invalid_api_key', statement: 'The API key is a good one.' },
  'http-malformed': {
    ...invalid,
    statement: 'The request is well-formed HTTP, its headers within bounds and in time.',
  },
  'path-malformed': { ...invalid, statement: 'The path holds no malformed percent-escape.' },
  'host-not-allowed': {
    ...invalid,
    status: 421,
    statement: 'The Host header names a host that the server answers to (`ALLOWED_HOSTS`).',
  },
  'route-not-found': { ...invalid, status: 404, code: 'not_found', statement: 'The path is one that exists.' },
  'method-not-allowed': {
    ...invalid,
    status: 405,
    statement: 'A profile is edited with PATCH, an account read with GET.',
  },
  'media-type-unsupported': { ...invalid, status: 415, statement: 'The body is declared as application/json.' },
  'body-encoding-unsupported': {
    ...invalid,
    status: 415,
    statement: 'The body is sent as it is, without a Content-Encoding.',
  },
  'body-too-large': { ...invalid, status: 413, statement: 'The body is at most 64 KiB.' },
  'body-malformed': {
    ...invalid,
    statement: 'The body is well-formed JSON in UTF-8, complete, and free of prototype keys.',
  },
  'body-not-object': { ...invalid, statement: 'The body is a JSON object.' },
  'platform-invalid': { ...invalid, ...editProfile, statement: '`platform` is required: `tiktok` or `instagram`.' },
  'name-invalid': { ...invalid, statement: '`name` is a string with at least one non-space character.' },
  'username-invalid': { ...invalid, statement: '`username` is a string with at least one non-space character.' },
  'bio-invalid': { ...invalid, statement: '`bio` is a string; an empty one clears it.' },
  'picture-url-invalid': {
    ...invalid,
    statement:
      '`profilePictureUrl` is an absolute http or https URL of at most 2,048 characters without user:password.',
  },
  'fault-injected': {
    ...invalid,
    status: 500,
    code: 'internal',
    statement: 'No armed fault of the sandbox strikes the call (status, code and message are the fault’s own).',
  },
  'account-not-found': {
    status: 404,
    code: 'not_found',
    source: 'documented',
    page: 'Stop Warmup',
    statement: 'The account exists.',
  },
  'profile-not-found': { ...invalid, statement: 'The account has a profile on the platform.' },
  'username-not-supported': {
    ...invalid,
    ...editProfile,
    statement: 'A username changes on Instagram only, not on TikTok.',
  },
  'tiktok-warmup-not-started': {
    ...restricted,
    source: 'assumed',
    statement: 'A TikTok name changes only once warmup has started; until then there is no date to name.',
  },
  'tiktok-warmup': {
    ...restricted,
    ...editProfile,
    statement: 'A TikTok name changes only after Day 5 of warmup (assumed: 5 × 24 hours after it started).',
  },
  'tiktok-name-cooldown': {
    ...restricted,
    ...editProfile,
    statement: 'A TikTok name changes once every 7 days.',
  },
  'instagram-name-cooldown': {
    ...restricted,
    ...editProfile,
    statement: 'An Instagram name changes once every 14 days.',
  },
  'picture-not-public': {
    ...invalid,
    ...editProfile,
    statement: 'The picture’s URL is publicly accessible: no host on it has a private or reserved address.',
  },
  'picture-unreachable': {
    ...invalid,
    statement: 'The picture’s host can be resolved and reached, and answers whole.',
  },
  'picture-timeout': {
    ...invalid,
    statement:
      'The picture’s host takes no longer than 10 s in all (unless set otherwise), and decoding no longer than 30 s.',
  },
  'picture-queue-full': { ...invalid, statement: 'At most 500 other pictures wait for their turn.' },
  'picture-redirects': { ...invalid, statement: 'The picture is at most 3 redirects away, all of them http or https.' },
  'picture-host-status': { ...invalid, statement: 'The picture’s host answers with success.' },
  'picture-content-encoding': { ...invalid, statement: 'The picture is sent without a Content-Encoding.' },
  'picture-too-large': { ...invalid, statement: 'The picture is at most 10 MiB (unless set otherwise).' },
  'picture-too-many-pixels': {
    ...invalid,
    statement:
      'The picture has at most 50 megapixels, and fewer where decoding it would take more than 400 MB (AVIF: 14 or 17).',
  },
  'picture-too-many-frames': { ...invalid, statement: 'The picture has at most 1,000 frames.' },
  'picture-not-an-image': {
    ...invalid,
    statement: 'The picture’s bytes are a whole JPEG, PNG, WebP, GIF or AVIF image, whatever its name or Content-Type.',
  },
  'picture-not-square': {
    ...invalid,
    ...editProfile,
    code: 'invalid_image_ratio',
    statement: 'The picture is square as displayed.',
  },
  'sandbox-reset': {
    ...invalid,
    status: 500,
    code: 'internal',
    statement: 'The sandbox is not reset, replaced or restored while an update is under way.',
  },
  'internal-error': {
    status: 500,
    code: 'internal',
    source: 'documented',
    page: 'Stop Warmup',
    statement: 'Nothing unexpected goes wrong in the server.',
  },
} as const satisfies Record<string, Omit<Rule, 'id' | 'kind'>>

export type RuleId = keyof typeof catalogue

/** The rules about keys: their refusals belong to no sandbox. */
export const KEY_RULES: readonly RuleId[] = ['key-missing', 'key-expired', 'key-invalid']

export const RULES: readonly (Rule & { readonly id: RuleId })[] = Object.entries(catalogue).map(([id, rule]) => ({
  id: id as RuleId,
  kind: 'refusal',
  ...rule,
}))

/** The rules that refuse, in the order of their checks, and after them the promises. */
export const EVERY_RULE = [...RULES, ...PROMISES] as const

/** The rule of that id. */
export function ruleOf(id: RuleId): Omit<Rule, 'id' | 'kind'> {
  return catalogue[id]
}
