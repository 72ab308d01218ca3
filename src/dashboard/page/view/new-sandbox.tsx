import { openedAnew, readNotice } from '../state/session.js'

const TEXT = {
  first:
    'This sandbox is new: nobody had used this key before, or its sandbox had been dropped. It began as the seed has it.',
  dropped:
    'The server had dropped this sandbox, so this is a new one, as the seed has it. What was in it before is gone.',
}

/** Says that the sandbox is a new one, until somebody has read it. */
export function NewSandbox() {
  const which = openedAnew.value
  if (which === null) return null
  return (
    <p class="banner" role="status">
      {TEXT[which]}
      <button type="button" class="small" onClick={readNotice}>
        Understood
      </button>
    </p>
  )
}
