import { useEffect, useRef } from 'preact/hooks'
import { helpOpen, lettersOn, SHORTCUTS } from '../state/shortcuts.js'

/** The list of shortcuts, over the page. */
export function ShortcutsHelp() {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (helpOpen.value) dialog.current?.showModal()
    else dialog.current?.close()
  }, [helpOpen.value])
  return (
    <dialog
      class="dialog"
      aria-labelledby="shortcuts-title"
      ref={dialog}
      onClose={() => {
        helpOpen.value = false
      }}
    >
      <h2 id="shortcuts-title">Keyboard shortcuts</h2>
      <dl class="shortcuts">
        {SHORTCUTS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">In the list of requests the arrow keys, Page Up, Page Down, Home and End move too.</p>
      <label class="check">
        <input
          type="checkbox"
          checked={lettersOn.value}
          onChange={(event) => {
            lettersOn.value = event.currentTarget.checked
          }}
        />
        Single keys work
      </label>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  )
}
