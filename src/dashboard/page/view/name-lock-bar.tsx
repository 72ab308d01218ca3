import type { ComponentChildren } from 'preact'
import type { InstagramProfile, Platform, TikTokProfile } from '../../../client/types.js'
import { formatTimestamp } from '../../../domain/timestamp.js'
import { countdown, readable } from '../model/format.js'
import { nameLock } from '../model/name-lock.js'
import { PLATFORM_LABEL } from '../model/platform.js'
import { now } from '../state/clock.js'
import { setClock } from '../state/set-clock.js'

interface Props {
  accountId: string
  platform: Platform
  profile: InstagramProfile | TikTokProfile
}

/** Whether the name may change, as a bar that fills up while it may not. Redrawn with every second of the clock. */
export function NameLockBar({ accountId, platform, profile }: Props) {
  const lock = nameLock(platform, profile, now.value)
  const name = `Name change cooldown of ${accountId} on ${PLATFORM_LABEL[platform]}`
  if (lock.state === 'free')
    return <Lock name={name} words="Name can change" free value={1} note={lastChange(profile)} />
  if (lock.state === 'warmup-not-started')
    return <Lock name={name} words="Name waits for warmup" value={0} note="no date yet" />
  const { since, until } = lock
  const end = formatTimestamp(until)
  return (
    <Lock
      name={name}
      words={
        <>
          <b>{countdown(until - now.value)}</b> left{lock.state === 'warmup' && ' (warmup)'}
        </>
      }
      value={(now.value - since) / (until - since)}
      note={
        <button
          type="button"
          class="until"
          title="Set the clock to this instant, at which the name can change"
          aria-label={`until ${readable(end)}: set the clock to when the name of ${accountId} on ${PLATFORM_LABEL[platform]} can change`}
          onClick={() => setClock(end)}
        >
          until {readable(end)}
        </button>
      }
    />
  )
}

interface LockProps {
  /** The bar's, for those who do not see it. */
  name: string
  words: ComponentChildren
  value: number
  note: ComponentChildren
  free?: boolean
}

function Lock({ name, words, value, note, free = false }: LockProps) {
  return (
    <div class="lock" data-free={free}>
      <span>{words}</span>
      <progress value={value} max={1} aria-label={name} />
      <span class="note">{note}</span>
    </div>
  )
}

function lastChange({ nameChangedAt }: Props['profile']): string {
  return nameChangedAt === null ? 'never changed' : `changed ${readable(nameChangedAt)}`
}
