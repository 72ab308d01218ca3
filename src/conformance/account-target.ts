import type { Platform } from '../domain/account.js'
import { at } from './compare.js'
import { ConformanceError, type Sender } from './send.js'
import { NotTried, type Target } from './target.js'
import type { Time } from './time.js'
import type { GivenAccount, Needs, Spends } from './types.js'

export interface AccountTargetOptions {
  readonly accounts: readonly { readonly accountId: string; readonly platform?: Platform | undefined }[]
  readonly allowed: Spends
  /** A public picture that is not square. */
  readonly widePicture?: string | undefined
  /** Told before a name is changed. */
  readonly announce: (line: string) => void
  readonly time: Time
}

const RANK: Record<Spends, number> = { nothing: 0, profile: 1, name: 2 }
/** What stands on hosts that are everybody's: the vendor's own example, which is not there, and a page. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'status/404': 'https://example.com/new-pic.jpg',
  'not-an-image.jpg': 'https://example.com/',
}
const LOCK_DAYS = { tiktok: 7, instagram: 14 } as const

interface Known extends GivenAccount {
  readonly status: unknown
  readonly warmupDay: number
}

/** A server of somebody else's: only the accounts that were named, in real time, and no more than was allowed. */
export class AccountTarget implements Target {
  readonly kind = 'other'
  readonly #sender: Sender
  readonly #options: AccountTargetOptions
  readonly #accounts: Known[]
  readonly #renamedAt = new Map<string, number>()

  private constructor(sender: Sender, options: AccountTargetOptions, accounts: Known[]) {
    this.#sender = sender
    this.#options = options
    this.#accounts = accounts
  }

  /** Reads the accounts first. Throws ConformanceError where one cannot be read. */
  static async open(sender: Sender, options: AccountTargetOptions): Promise<AccountTarget> {
    const accounts: Known[] = []
    for (const { accountId, platform } of options.accounts) accounts.push(await read(sender, accountId, platform))
    return new AccountTarget(sender, options, accounts)
  }

  async provide(needs: Needs, spends: Spends): Promise<GivenAccount | NotTried> {
    const { allowed } = this.#options
    if (needs.mock !== undefined) return new NotTried(needs.mock)
    if (needs.clock) return new NotTried('needs time to pass')
    if (needs.bothPlatforms) return new NotTried('needs an account with two platforms')
    if (needs.pictures === 'own') return new NotTried('needs a picture that no public host has')
    if (RANK[spends] > RANK[allowed]) {
      return new NotTried(spends === 'name' ? 'would change the name of the account' : 'would change the account')
    }
    const found = this.#accounts.find((one) => this.#suits(one, needs))
    if (found === undefined) return new NotTried(describeNeed(needs))
    const changed = this.#renamedAt.get(found.accountId)
    const known = await read(this.#sender, found.accountId, found.platform)
    if (spends === 'name' && needs.name === 'free') this.#warn(found)
    return { ...known, nameChangedAt: changed }
  }

  async now(): Promise<number> {
    return this.#options.time.now()
  }

  async pause(seconds: number): Promise<void> {
    await this.#options.time.sleep(seconds * 1000)
  }

  picture(file: string, { picture }: GivenAccount): string | NotTried {
    const url = file === '64x64.png' ? picture : file === '1920x1080.jpg' ? this.#options.widePicture : ELSEWHERE[file]
    if (url) return url
    return new NotTried(
      file === '1920x1080.jpg'
        ? 'needs a public picture that is not square: --wide-picture'
        : 'needs a host for pictures',
    )
  }

  renamed({ accountId }: GivenAccount, at: number): void {
    this.#renamedAt.set(accountId, at)
  }

  async restore(account: GivenAccount, spends: Spends): Promise<void> {
    if (spends !== 'profile') return
    const { accountId, platform, bio } = account
    const now = await read(this.#sender, accountId, platform)
    if (now.bio === bio) return
    await this.#sender.send({
      method: 'PATCH',
      path: `/v1/accounts/${accountId}/profile`,
      key: this.#sender.key,
      headers: {},
      body: JSON.stringify({ platform, bio }),
    })
  }

  async close(): Promise<void> {}

  #suits({ accountId, platform, status, warmupDay }: Known, { platform: wanted, name }: Needs): boolean {
    if (wanted !== undefined && wanted !== platform) return false
    const renamed = this.#renamedAt.has(accountId)
    if (name === 'cooling') return renamed
    if (name === 'unstarted') return status === 'created_pending_warmup'
    if (name === 'warming-up') return status === 'warming_up' && warmupDay <= 5
    return name === undefined || (!renamed && (status === 'ready' || warmupDay > 5))
  }

  #warn({ accountId, platform }: Known): void {
    const days = LOCK_DAYS[platform]
    this.#options.announce(`Changing the ${platform} name of ${accountId}: it will be locked for ${days} days`)
  }
}

function describeNeed({ platform, name }: Needs): string {
  switch (name) {
    case 'unstarted':
      return 'needs a TikTok account whose warmup has not started'
    case 'warming-up':
      return 'needs a day-3 warmup account'
    case 'cooling':
      return `needs ${platform === 'tiktok' ? 'a TikTok' : 'an Instagram'} name that this run has changed`
    default:
      return `needs an account${platform === undefined ? '' : ` on ${platform}`}: --account`
  }
}

async function read(sender: Sender, accountId: string, platform: Platform | undefined): Promise<Known> {
  const path = `/v1/accounts/${encodeURIComponent(accountId)}`
  const { status, body } = await sender.send({ method: 'GET', path, key: sender.key, headers: {} })
  const text = (field: string) => String(at(body, field) ?? '')
  const own = platform ?? text('platform')
  if (status !== 200 || (own !== 'tiktok' && own !== 'instagram')) {
    throw new ConformanceError(`The account ${accountId} cannot be read: ${status} ${text('error.code')}`.trimEnd())
  }
  const [name, bio, picture] = [text('name'), text('bio'), text('profilePicUrl')]
  const warmupDay = Number(at(body, 'warmupDay'))
  return { accountId, platform: own, readPath: path, name, bio, picture, status: at(body, 'accountStatus'), warmupDay }
}
