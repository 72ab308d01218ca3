import { notice, show, spoken } from '../state/notices.js'

/** What lies over the page for a while, and what only a screen reader says. */
export function Notices() {
  const shown = notice.value
  return (
    <>
      <div class="visually-hidden" role="status">
        {spoken}
      </div>
      <div class="notice-place" role="alert">
        {shown && (
          <p class="notice" data-tone={shown.tone}>
            {shown.text}
            <button type="button" aria-label="Dismiss" onClick={() => show(null)}>
              ✕
            </button>
          </p>
        )}
      </div>
    </>
  )
}
