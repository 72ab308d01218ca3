import type { Signal } from '@preact/signals'

interface BoxProps {
  label: string
  value: Signal<string>
  type?: 'text' | 'number'
  min?: number
  max?: number
  step?: string
  placeholder?: string
  list?: string
  spellcheck?: boolean
  required?: boolean
}

/** A box that writes into a signal. */
export function Box({ label, value, ...rest }: BoxProps) {
  return (
    <label>
      {label}
      <input
        class="wide"
        value={value}
        autocomplete="off"
        {...rest}
        onInput={(event) => {
          value.value = event.currentTarget.value
        }}
      />
    </label>
  )
}

interface PickProps<T extends string> {
  label: string
  value: Signal<T>
  options: readonly (readonly [value: T, label: string])[]
}

/** A choice that is written into a signal. */
export function Pick<T extends string>({ label, value, options }: PickProps<T>) {
  return (
    <label>
      {label}
      <select
        class="wide"
        value={value.value}
        onChange={(event) => {
          value.value = event.currentTarget.value as T
        }}
      >
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
