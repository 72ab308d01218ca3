import { randomUUID } from 'node:crypto'
import { formatTimestamp } from '../domain/timestamp.js'
import { at, describe, instantOf } from './compare.js'
import type { PictureHost } from './picture-host.js'
import { ConformanceError, type Sender } from './send.js'
import { NotTried, type Target } from './target.js'
import type { GivenAccount, NameState, Needs, Reply } from './types.js'

const ago = (days: number, hours = 0) => ({ ago: { days, hours } })
const TIMES: Record<NameState, object> = {
  free: { warmupStartedAt: ago(90) },
  cooling: { warmupStartedAt: ago(90), nameChangedAt: ago(2) },
  'warming-up': { warmupStartedAt: ago(2, 12) },
  unstarted: {},
}
const BIO = 'The bio of an account of the suite'

interface Clock {
  readonly mode: string
  readonly now: string
}

/**
 * A mock of ours: every case has accounts of its own, and time moves at the suite's word. At the end its clock is what it
 * was, and the accounts are gone.
 */
export class MockTarget implements Target {
  readonly kind = 'mock'
  readonly #sender: Sender
  readonly #pictures: PictureHost
  readonly #clock: Clock
  readonly #startedAt = performance.now()
  readonly #accounts: string[] = []
  #fetchesOwn: boolean | undefined

  private constructor(sender: Sender, pictures: PictureHost, clock: Clock) {
    this.#sender = sender
    this.#pictures = pictures
    this.#clock = clock
  }

  /** undefined where the target is no mock of ours. Stops its clock. Throws ConformanceError. */
  static async open(sender: Sender, pictures: PictureHost): Promise<MockTarget | undefined> {
    const { status, body } = await ask(sender, 'GET', '/clock')
    const mode = at(body, 'mode')
    const now = at(body, 'now')
    if (status !== 200 || typeof mode !== 'string' || typeof now !== 'string') return undefined
    const { body: armed } = await control(sender, 'GET', '/faults')
    const faults = at(armed, 'faults') as { id: string; accountId?: string }[]
    const striking = faults.find(({ accountId }) => accountId === undefined)
    if (striking !== undefined) {
      throw new ConformanceError(
        `The sandbox has an armed fault, ${striking.id}, that would strike the suite: disarm it`,
      )
    }
    await control(sender, 'PUT', '/clock', { mode: 'frozen', now })
    return new MockTarget(sender, pictures, { mode, now })
  }

  async provide({ platform = 'instagram', name = 'free', bothPlatforms, pictures }: Needs) {
    if (pictures !== undefined) {
      const fetchesOwn = await this.#fetchesOwnPictures()
      if (pictures === 'own' && !fetchesOwn) return new NotTried('the target fetches no pictures from this machine')
      if (pictures === 'public-only' && fetchesOwn) return new NotTried('the target fetches private pictures')
    }
    return this.#create(platform, name, bothPlatforms === true)
  }

  async now(): Promise<number> {
    return instantOf(at((await control(this.#sender, 'GET', '/clock')).body, 'now'))!
  }

  async pause(seconds: number): Promise<void> {
    await control(this.#sender, 'POST', '/clock/advance', { seconds })
  }

  async advanceTo(instant: number): Promise<void> {
    await control(this.#sender, 'PUT', '/clock', { now: formatTimestamp(instant) })
  }

  async arm(fault: object): Promise<void> {
    await control(this.#sender, 'POST', '/faults', { ...fault, accountId: this.#accounts.at(-1) })
  }

  picture(file: string): string {
    return `https://pictures.test/${file}`
  }

  renamed(): void {}

  async restore(): Promise<void> {}

  async close(): Promise<void> {
    for (const accountId of this.#accounts) await control(this.#sender, 'DELETE', `/accounts/${accountId}`)
    const { mode, now } = this.#clock
    const elapsed = Math.floor((performance.now() - this.#startedAt) / 1000)
    if (mode === 'real') await control(this.#sender, 'DELETE', '/clock')
    else if (mode === 'frozen') await control(this.#sender, 'PUT', '/clock', { mode, now })
    else await control(this.#sender, 'PUT', '/clock', { mode, now: formatTimestamp(instantOf(now)! + elapsed) })
  }

  async #create(platform: 'tiktok' | 'instagram', state: NameState, both: boolean): Promise<GivenAccount> {
    const accountId = `acc_conformance_${randomUUID().slice(0, 8)}`
    const name = `Conformance ${accountId.slice(-4)}`
    const { nameChangedAt, ...warmup } = TIMES[state] as { nameChangedAt?: object }
    const changed = nameChangedAt && { nameChangedAt }
    const tiktok = { name, bio: BIO, ...warmup, ...(platform === 'tiktok' && changed) }
    const instagram = { name, bio: BIO, username: 'conformance', ...(platform === 'instagram' && changed) }
    const profiles = both ? { tiktok, instagram } : platform === 'tiktok' ? { tiktok } : { instagram }
    const { body } = await control(this.#sender, 'PUT', `/accounts/${accountId}`, { profiles })
    this.#accounts.push(accountId)
    const nameChanged = instantOf(at(body, `profiles.${platform}.nameChangedAt`))
    return {
      accountId,
      platform,
      ...(nameChanged !== undefined && { nameChangedAt: nameChanged }),
      readPath: `/v1/accounts/${accountId}${both ? `?platform=${platform}` : ''}`,
      name,
      bio: BIO,
      picture: '',
    }
  }

  /** Whether it fetches pictures from this machine: asked once, by an account of its own. */
  async #fetchesOwnPictures(): Promise<boolean> {
    if (this.#fetchesOwn !== undefined) return this.#fetchesOwn
    const { accountId } = await this.#create('instagram', 'free', false)
    const { status } = await this.#sender.send({
      method: 'PATCH',
      path: `/v1/accounts/${accountId}/profile`,
      key: this.#sender.key,
      headers: {},
      body: JSON.stringify({ platform: 'instagram', profilePictureUrl: this.#pictures.url('64x64.png') }),
    })
    this.#fetchesOwn = status === 200
    return this.#fetchesOwn
  }
}

/** Throws ConformanceError where the sandbox refuses. */
async function control(sender: Sender, method: string, path: string, body?: object): Promise<Reply> {
  const reply = await ask(sender, method, path, body)
  if (reply.status < 400) return reply
  throw new ConformanceError(`The sandbox refuses ${method} ${path}: ${describe(reply)}`)
}

function ask(sender: Sender, method: string, path: string, body?: object): Promise<Reply> {
  return sender.send({
    method,
    path: `/_sandbox${path}`,
    key: sender.key,
    headers: {},
    ...(body && { body: JSON.stringify(body) }),
  })
}
