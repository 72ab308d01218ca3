import type { InstagramProfile, Platform, TikTokProfile } from '../../../client/types.js'
import { PLATFORM_LABEL } from '../model/platform.js'
import { tryAccount } from '../state/request-form.js'
import { NameLockBar } from './name-lock-bar.js'
import { ProfilePicture } from './profile-picture.js'
import { Warmup } from './warmup.js'

interface Props {
  accountId: string
  platform: Platform
  profile: InstagramProfile | TikTokProfile | undefined
}

export function ProfileCell({ accountId, platform, profile }: Props) {
  const label = PLATFORM_LABEL[platform]
  if (profile === undefined) {
    return (
      <div class="profile absent">
        <p class="platform">{label}</p>
        <p class="quiet">No profile here</p>
      </div>
    )
  }
  const username = 'username' in profile ? profile.username : undefined
  return (
    <div class="profile">
      <p class="platform">
        {label}
        <button
          type="button"
          class="small plain"
          aria-label={`Try ${accountId} on ${label}`}
          onClick={() => tryAccount(accountId, platform)}
        >
          Try
        </button>
      </p>
      <div class="who">
        <ProfilePicture url={profile.profilePictureUrl} name={profile.name} />
        <div class="names">
          <b class="clip" dir="auto" title={profile.name}>
            {profile.name}
          </b>
          {username !== undefined && (
            <span class="clip quiet" dir="auto" title={username}>
              @{username}
            </span>
          )}
        </div>
      </div>
      <p class="bio" dir="auto" title={profile.bio}>
        {profile.bio || <span class="quiet">No bio</span>}
      </p>
      {'warmupStartedAt' in profile && <Warmup profile={profile} />}
      <NameLockBar accountId={accountId} platform={platform} profile={profile} />
    </div>
  )
}
