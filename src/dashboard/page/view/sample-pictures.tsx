import { SAMPLES } from '../model/sample-pictures.js'
import { requestForm, setField } from '../state/request-form.js'

/** The pictures that the server answers itself, each with what comes of it. */
export function SamplePictures() {
  const chosen = requestForm.fields.profilePictureUrl.text.value
  return (
    <details class="samples">
      <summary>Sample pictures</summary>
      <ul>
        {SAMPLES.map(({ url, effect }) => (
          <li key={url}>
            <button
              type="button"
              class="plain"
              aria-pressed={chosen === url}
              onClick={() => setField('profilePictureUrl', url)}
            >
              <code>{url.replace('https://pictures.test', '')}</code>
              <span class="quiet">{effect}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
