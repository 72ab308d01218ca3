import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'

interface Props {
  label: string
  /** What the second press is asked for with. */
  confirm: string
  onConfirm: () => Promise<unknown>
}

/** A button that asks once more before it does what cannot be undone. */
export function ConfirmButton({ label, confirm, onConfirm }: Props) {
  const asked = useSignal(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <span class="group">
      <button
        type="button"
        ref={button}
        class={asked.value ? 'danger' : ''}
        onClick={async () => {
          const sure = asked.value
          asked.value = !sure
          if (sure) await onConfirm()
        }}
      >
        {asked.value ? confirm : label}
      </button>
      {asked.value && (
        <button
          type="button"
          onClick={() => {
            asked.value = false
            button.current?.focus()
          }}
        >
          Keep it
        </button>
      )}
    </span>
  )
}
