import type { LoggedRequest } from '../../../client/types.js'
import { bytes, milliseconds, readable } from '../model/format.js'
import { describeFault } from '../model/outcome.js'

/** The plain facts of a call. */
export function CallFacts({ call }: { call: LoggedRequest }) {
  const { fault, ignoredFields } = call
  return (
    <Facts
      facts={[
        ['Sandbox time', `${readable(call.sandboxTime)} UTC`],
        ['Received', `${readable(call.receivedAt)} UTC`],
        ['Took', milliseconds(call.durationMs)],
        ['Fault', fault && describeFault(fault)],
        ['Ignored fields', ignoredFields.length > 0 && ignoredFields.join(', ')],
        ['Request id', call.id],
      ]}
    />
  )
}

/** What the sandbox found out about the picture, as far as it came. */
export function PictureFacts({ picture }: { picture: NonNullable<LoggedRequest['picture']> }) {
  const { url, width, height, format } = picture
  return (
    <section>
      <h4>Picture</h4>
      <Facts
        facts={[
          ['URL', url],
          ['Size', width !== null && height !== null && `${width} × ${height}`],
          ['Format', format],
          ['Received', bytes(picture.bytes)],
          ['Took', milliseconds(picture.durationMs)],
        ]}
      />
    </section>
  )
}

type Fact = [label: string, value: string | false | null]

function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
