import { SCHEMES, type Scheme, scheme } from './scheme.js'

const LABEL: Record<Scheme, string> = { auto: 'Auto', light: 'Light', dark: 'Dark' }

/** Light, dark, or as the system has it. */
export function SchemeSwitch() {
  return (
    <select
      class="scheme"
      aria-label="Colours"
      title="Colours: as the system has them, light or dark"
      value={scheme.value}
      onChange={(event) => {
        scheme.value = event.currentTarget.value as Scheme
      }}
    >
      {SCHEMES.map((name) => (
        <option key={name} value={name}>
          {LABEL[name]}
        </option>
      ))}
    </select>
  )
}
