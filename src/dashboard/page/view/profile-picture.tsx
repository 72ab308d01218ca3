import { useState } from 'preact/hooks'
import { BASE } from '../../../browser/base.js'
import { ownPicture } from '../model/own-picture.js'

/** A profile's picture, or its initial. Only this server's own pictures are loaded: nothing comes from another host. */
export function ProfilePicture({ url, name }: { url: string | undefined; name: string }) {
  const [broken, setBroken] = useState<string>()
  const path = url === undefined ? undefined : ownPicture(url, BASE)
  if (path === undefined || path === broken) {
    const title = url === undefined ? 'No picture' : path === undefined ? `Not loaded: ${url}` : `Not found: ${url}`
    return (
      <span class="picture initial" role="img" aria-label={title} title={title}>
        {[...name.trim()][0]?.toUpperCase()}
      </span>
    )
  }
  return (
    <img
      class="picture"
      src={path}
      alt=""
      width="36"
      height="36"
      loading="lazy"
      decoding="async"
      onError={() => setBroken(path)}
    />
  )
}
