import { formatTimestamp } from '../domain/timestamp.js'
import type { Outcome } from '../domain/verified.js'
import { changedField } from './changed-field.js'
import { at, compare, describe, type Facts, instantOf } from './compare.js'
import { type Fillings, fillIn } from './fill-in.js'
import type { PictureHost } from './picture-host.js'
import { ConformanceError, type ReadyRequest, type Sender } from './send.js'
import { NotTried, type Target } from './target.js'
import type { ConformanceCase, Difference, GivenAccount, Reply, RequestSpec, Step } from './types.js'

/** What became of a case, and in a few words which it was, what differed, or why it was not tried. */
export interface CaseResult {
  readonly outcome: Outcome
  readonly detail: string
}

export interface RunDeps {
  readonly sender: Sender
  readonly target: Target
  readonly pictures: PictureHost
  /** Gathers the texts of accounts, which nothing that is printed may hold. */
  readonly personal: Set<string>
}

/** One case on one target; what it has changed is put back. Throws ConformanceError where the run cannot go on. */
export async function runCase(one: ConformanceCase, deps: RunDeps): Promise<CaseResult> {
  const { target } = deps
  const account = await accountFor(one, target)
  if (account instanceof NotTried) return notTried(account)
  try {
    return await tryCase(one, deps, account)
  } finally {
    await target.restore(account, one.spends)
  }
}

async function tryCase(one: ConformanceCase, deps: RunDeps, account: GivenAccount): Promise<CaseResult> {
  try {
    const difference = await new Run(one, deps, account).difference()
    if (difference === undefined) return { outcome: 'same', detail: one.title }
    const { expected, came } = difference
    return { outcome: 'differs', detail: `${one.title}: expected ${expected}, came ${came}` }
  } catch (error) {
    if (error instanceof NotTried) return notTried(error)
    throw error
  }
}

const notTried = ({ why }: NotTried): CaseResult => ({ outcome: 'not tried', detail: why })

/** Stands for the account of cases that ask for none. */
const NOBODY: GivenAccount = {
  accountId: 'acc_conformance_nobody',
  platform: 'tiktok',
  readPath: '',
  name: '',
  bio: '',
  picture: '',
}

async function accountFor(one: ConformanceCase, target: Target): Promise<GivenAccount | NotTried> {
  const { needs, spends, steps } = one
  return steps.some(usesAccount) || needs.mock !== undefined ? target.provide(needs, spends) : NOBODY
}

function usesAccount(step: Step): boolean {
  if (!('send' in step)) return true
  const { path, raw } = step.send
  return raw === undefined && (path === undefined || path.includes('{account}'))
}

/** A case while it runs. */
class Run {
  readonly #case: ConformanceCase
  readonly #deps: RunDeps
  readonly #account: GivenAccount
  readonly #named: Record<string, unknown> = {}

  constructor(one: ConformanceCase, deps: RunDeps, account: GivenAccount) {
    this.#case = one
    this.#deps = deps
    this.#account = account
  }

  /** The first thing that is not as it must be. */
  async difference(): Promise<Difference | undefined> {
    const { readPath, nameChangedAt } = this.#account
    const before = readPath === '' ? undefined : await this.#read()
    this.#remember(before)
    this.#named.account = {
      ...(before?.body as object | undefined),
      ...(nameChangedAt !== undefined && { nameChangedAt: formatTimestamp(nameChangedAt) }),
    }
    for (const step of this.#case.steps) {
      const difference = await this.#take(step)
      if (difference !== undefined) return difference
    }
    if (this.#case.unchanged && before?.status === 200) {
      const after = await this.#read()
      const field = changedField(before.body, after.body)
      if (field !== undefined) return { expected: 'nothing changed', came: `another ${field}` }
    }
    return undefined
  }

  async #take(step: Step): Promise<Difference | undefined> {
    const { target } = this.#deps
    if ('pause' in step) return void (await target.pause(step.pause))
    if ('arm' in step) return void (await target.arm!(step.arm))
    if ('advanceTo' in step) {
      return void (await target.advanceTo!(instantOf(at(this.#named, step.advanceTo))! - step.less))
    }
    if ('together' in step) return this.#together(step)
    const reply = await this.#send(step.send)
    const facts: Facts = { fill: (text) => this.#fill(text, false), named: this.#named, now: await target.now() }
    const missed = step.given && compare(step.given, reply, facts)
    if (missed !== undefined) {
      throw new NotTried(`could not be provoked: expected ${missed.expected}, came ${missed.came}`)
    }
    if (step.as !== undefined)
      this.#named[step.as] = { ...reply, ...(reply.body as object | undefined), body: reply.body }
    const difference = step.expect && compare(step.expect, reply, facts)
    return difference ?? this.#opens(step.expect?.opens, reply)
  }

  async #together({ together, times, successes }: Extract<Step, { together: RequestSpec }>) {
    const replies = await Promise.all(Array.from({ length: times }, (_, n) => this.#send(together, String(n))))
    const came = replies.filter(({ status }) => status === 200).length
    return came === successes
      ? undefined
      : { expected: `${successes} × 200 of ${times}`, came: `${came} × 200 (${replies.map(describe).join(', ')})` }
  }

  async #opens(path: string | undefined, reply: Reply): Promise<Difference | undefined> {
    if (path === undefined) return undefined
    const shown = await this.#deps.sender.look(String(at(reply.body, path)))
    const type = shown?.headers.get('content-type') ?? 'nothing'
    if (shown?.status === 200 && type.startsWith('image/')) return undefined
    return { expected: `${path} opens as an image`, came: shown ? `${shown.status} ${type}` : 'no answer' }
  }

  async #send(spec: RequestSpec, n = ''): Promise<Reply> {
    const { sender, target } = this.#deps
    if (spec.raw !== undefined) return sender.sendRaw(spec.raw)
    const request = this.#ready(spec, n)
    const reply = await sender.send(request)
    this.#stopAtRateLimit(reply)
    if (typeof at(reply.body, 'nextNameChangeAllowed') === 'string') {
      target.renamed(this.#account, instantOf(at(reply.body, 'updatedAt')) ?? (await target.now()))
    }
    return reply
  }

  #remember(read: Reply | undefined): void {
    for (const field of ['name', 'username', 'bio', 'profilePicUrl']) {
      const text = at(read?.body, field)
      if (typeof text === 'string') this.#deps.personal.add(text)
    }
  }

  /** A 429 is about a name, or it is a limit of the rate. */
  #stopAtRateLimit({ status, body }: Reply): void {
    if (status !== 429 || this.#deps.target.kind === 'mock') return
    const aboutName =
      at(body, 'error.code') === 'name_change_restricted' || at(body, 'error.nextAllowedAt') !== undefined
    if (!aboutName) throw new ConformanceError(`${this.#deps.sender.host} limits its rate (429): try again later`)
  }

  #read(): Promise<Reply> {
    return this.#send({ method: 'GET', path: this.#account.readPath })
  }

  #ready({ method = 'PATCH', path, key, headers = {}, body }: RequestSpec, n: string): ReadyRequest {
    const text =
      body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
    return {
      method,
      path: this.#fill(path ?? '/v1/accounts/{account}/profile', false),
      key: key === undefined ? this.#deps.sender.key : key,
      headers,
      body: typeof text === 'string' ? this.#fill(text, true).replace('{n}', n) : text,
    }
  }

  #fill(text: string, inJson: boolean): string {
    const { pictures, target } = this.#deps
    const fillings: Fillings = {
      account: this.#account,
      picture: (file) => {
        const url = target.picture(file, this.#account)
        if (url instanceof NotTried) throw url
        return url
      },
      own: (file) => pictures.url(file),
    }
    return fillIn(text, fillings, inJson)
  }
}
