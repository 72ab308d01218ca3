import { PLATFORM_LABEL, PLATFORMS } from '../model/platform.js'
import { arm, faultForm, faultProblem, formFault } from '../state/fault-form.js'
import { FieldProblem } from './field-problem.js'
import { Box, Pick } from './form-box.js'
import { AccountIds } from './try-tool.js'

const KINDS = [
  ['error', 'Answer with an error'],
  ['delay', 'Delay the reply'],
  ['disconnect', 'Close the connection'],
  ['truncate', 'Cut the reply half-way'],
] as const
const WHEN = [
  ['before', 'instead of the update'],
  ['after', 'after the update was made'],
] as const
const OPERATIONS = [
  ['update', 'updates'],
  ['get', 'reads of an account'],
] as const

/** Every field that a fault has, and a button that arms it. */
export function FaultForm() {
  const { kind, when } = faultForm
  return (
    <form
      class="stack fault-form"
      aria-label="A fault of your own"
      onSubmit={(event) => {
        event.preventDefault()
        arm(formFault())
      }}
    >
      <fieldset class="fields which">
        <legend>Which calls</legend>
        <Box label="Account" value={faultForm.accountId} placeholder="any" list="account-ids" spellcheck={false} />
        <Pick
          label="Platform"
          value={faultForm.platform}
          options={[['', 'any'], ...PLATFORMS.map((one) => [one, PLATFORM_LABEL[one]] as const)]}
        />
        <Pick label="What they do" value={faultForm.operation} options={OPERATIONS} />
        <Box label="How many" value={faultForm.times} type="number" min={1} max={10_000} placeholder="no end" />
        <Box label="Chance, %" value={faultForm.chance} type="number" min={0.1} max={100} step="any" required />
      </fieldset>
      <AccountIds />
      <fieldset class="fields what">
        <legend>What happens to them</legend>
        <Pick label="Kind" value={kind} options={KINDS} />
        {kind.value === 'delay' ? (
          <Box label="Seconds" value={faultForm.seconds} type="number" min={0} max={60} step="any" required />
        ) : (
          <Pick label="When" value={when} options={WHEN} />
        )}
        {kind.value === 'error' && <ErrorFields />}
      </fieldset>
      <FieldProblem text={faultProblem.value} />
      <button type="submit" class="soft">
        Arm this fault
      </button>
    </form>
  )
}

function ErrorFields() {
  return (
    <>
      <Box label="Status" value={faultForm.status} type="number" min={400} max={599} required />
      <Box label="Code" value={faultForm.code} placeholder="internal" spellcheck={false} />
      <Box label="Message" value={faultForm.message} placeholder="An unexpected error occurred" />
      <label>
        Headers, one a line
        <textarea
          class="mono"
          rows={2}
          value={faultForm.headers}
          placeholder="retry-after: 30"
          spellcheck={false}
          onInput={(event) => {
            faultForm.headers.value = event.currentTarget.value
          }}
        />
      </label>
    </>
  )
}
