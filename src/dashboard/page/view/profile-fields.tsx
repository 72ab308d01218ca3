import type { Platform } from '../../../client/types.js'
import { hasField, type ProfileEntry, TEXT_FIELDS, TIME_FIELDS } from '../model/account-entry.js'
import { PLATFORM_LABEL } from '../model/platform.js'
import { FieldProblem } from './field-problem.js'
import { TimeInput } from './time-input.js'

const LABEL = {
  name: 'Name',
  username: 'Username',
  bio: 'Bio',
  profilePictureUrl: 'Picture path or URL',
  nameChangedAt: 'Name last changed',
  warmupStartedAt: 'Warmup started',
}

interface Props {
  platform: Platform
  entry: ProfileEntry
  /** What is wrong with a field. */
  problem: (field: string) => string | null
  onChange: (change: Partial<ProfileEntry>) => void
}

/** A profile of an account: there or not, and its fields. */
export function ProfileFields({ platform, entry, problem, onChange }: Props) {
  return (
    <fieldset class="fields profile-fields">
      <legend>{PLATFORM_LABEL[platform]}</legend>
      <label class="check">
        <input
          type="checkbox"
          checked={entry.present}
          onChange={(event) => onChange({ present: event.currentTarget.checked })}
        />
        Has a profile on {PLATFORM_LABEL[platform]}
      </label>
      {entry.present && (
        <>
          {TEXT_FIELDS.filter((field) => hasField(platform, field)).map((field) => (
            <label key={field}>
              {LABEL[field]}
              <input
                class="wide"
                dir="auto"
                value={entry[field]}
                autocomplete="off"
                aria-invalid={problem(field) !== null}
                onInput={(event) => onChange({ [field]: event.currentTarget.value })}
              />
              <FieldProblem text={problem(field)} />
            </label>
          ))}
          {TIME_FIELDS.filter((field) => hasField(platform, field)).map((field) => (
            <TimeInput
              key={field}
              label={LABEL[field]}
              of={PLATFORM_LABEL[platform]}
              entry={entry[field]}
              problem={problem(field)}
              onChange={(time) => onChange({ [field]: time })}
            />
          ))}
        </>
      )}
    </fieldset>
  )
}
