import type { SandboxEvent } from '../store.js'
import { END, type EventPlace, parseMessage, requestEvent } from './event-messages.js'
import { keysOf } from './key-names.js'
import { dataOf, type StreamEntry, sequenceOf } from './request-stream.js'
import type { SandboxDeps } from './sandbox-deps.js'
import { READ_SINCE } from './scripts/log.js'
import { runScript } from './scripts/script.js'

type Message = ReturnType<typeof parseMessage>

interface Follower {
  readonly listener: (event: SandboxEvent) => void
  readonly onEnd: () => void
  /** The last that it was told of; null: it wants to know from now on. */
  place: EventPlace | null
  /** What has come while it is being told what came before; undefined once it is told at once. */
  pending: Message[] | undefined
}

/** Those who follow one sandbox on this server: one subscription for all of them. */
interface Feed {
  readonly deps: SandboxDeps
  readonly followers: Set<Follower>
  /** Hands on what comes on the sandbox's channel. */
  readonly listener: (text: string) => void
  subscribed: Promise<unknown>
}

/**
 * The events of the sandboxes that somebody follows on this server, over its one connection. After a break of the
 * connection everybody is told of the requests that came meanwhile.
 */
export class EventFeeds {
  readonly #feeds = new Map<string, Feed>()

  /** `open` opens the sandbox where there is none. */
  async follow(
    deps: SandboxDeps,
    open: () => Promise<void>,
    after: string | null,
    listener: (event: SandboxEvent) => void,
    onEnd: () => void,
  ): Promise<() => void> {
    const feed = this.#feedOf(deps)
    const follower: Follower = { listener, onEnd, place: after === null ? null : parsePlace(after), pending: [] }
    feed.followers.add(follower)
    const stop = () => this.#leave(feed, follower)
    try {
      await feed.subscribed
      if (!(await catchUp(feed, follower))) {
        await open()
        await catchUp(feed, follower)
      }
    } catch (error) {
      stop()
      throw error
    }
    return stop
  }

  /** On a connection on which nothing is subscribed yet. */
  resubscribe(): void {
    for (const feed of this.#feeds.values()) {
      for (const follower of feed.followers) follower.pending ??= []
      feed.subscribed = subscribe(feed)
      const told = feed.subscribed.then(() => Promise.all([...feed.followers].map((one) => catchUp(feed, one))))
      // The connection is gone again; the next one begins anew.
      told.catch(() => {})
    }
  }

  /** The sandboxes that somebody follows. */
  followed(): SandboxDeps[] {
    return [...this.#feeds.values()].map(({ deps }) => deps)
  }

  #feedOf(deps: SandboxDeps): Feed {
    const { channel } = deps.names
    const known = this.#feeds.get(channel)
    if (known !== undefined) return known
    const followers = new Set<Follower>()
    const listener = (text: string) => handOn(followers, text)
    const feed: Feed = { deps, followers, listener, subscribed: subscribe({ deps, listener }) }
    this.#feeds.set(channel, feed)
    return feed
  }

  #leave({ deps, followers, listener }: Feed, follower: Follower): void {
    if (!followers.delete(follower) || followers.size > 0) return
    this.#feeds.delete(deps.names.channel)
    // Without a connection there is no subscription either.
    deps.link.unsubscribe(deps.names.channel, listener).catch(() => {})
  }
}

function subscribe({ deps, listener }: Pick<Feed, 'deps' | 'listener'>): Promise<unknown> {
  return deps.link.subscribe(deps.names.channel, listener)
}

function handOn(followers: ReadonlySet<Follower>, text: string): void {
  if (text === END) {
    for (const { onEnd } of followers) onEnd()
    return
  }
  const message = parseMessage(text)
  for (const follower of followers) {
    if (follower.pending === undefined) tell(follower, message)
    else follower.pending.push(message)
  }
}

/** Tells of the requests since the follower's place, then of what has come meanwhile; false where there is no sandbox. */
async function catchUp({ deps }: Feed, follower: Follower): Promise<boolean> {
  const { place } = follower
  const since = place === null ? ['', ''] : [place.epoch, String(place.sequence)]
  const reply = await runScript(deps.link, READ_SINCE, keysOf(deps.names), since)
  const [epoch, last, entries] = reply as [string | null, string, StreamEntry[]]
  if (epoch === null) return false
  for (const entry of entries) {
    follower.listener(requestEvent({ epoch, sequence: sequenceOf(entry) }, dataOf(entry)))
  }
  follower.place = { epoch, sequence: Number(last) }
  const pending = follower.pending ?? []
  follower.pending = undefined
  for (const message of pending) tell(follower, message)
  return true
}

function tell(follower: Follower, { epoch, sequence, event }: Message): void {
  const { place } = follower
  if (place !== null && place.epoch === epoch && sequence <= place.sequence) return
  follower.place = { epoch, sequence }
  follower.listener(event)
}

/** One that is not known stands before all. */
function parsePlace(id: string): EventPlace {
  const [epoch = '', sequence] = id.split('-')
  return { epoch: epoch || '-', sequence: Number(sequence) || 0 }
}
