import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Account, Platform } from '../../../client/types.js'
import { type AccountEntry, accountInput, editedAccount, type ProfileEntry } from '../model/account-entry.js'
import { pathIn } from '../model/error-path.js'
import { PLATFORMS } from '../model/platform.js'
import { closeTool, openAccount } from '../state/address.js'
import { focusOn } from '../state/focus.js'
import { problemOf, say, show } from '../state/notices.js'
import { accounts } from '../state/sandbox-state.js'
import { sandbox } from '../state/session.js'
import { ConfirmButton } from './confirm-button.js'
import { FieldProblem } from './field-problem.js'
import { ProfileFields } from './profile-fields.js'

/** All of an account; what the form has no field for stays as it is. */
export function AccountForm({ account }: { account: Account | undefined }) {
  const entry = useSignal<AccountEntry>(editedAccount(account))
  const start = useRef(entry.peek())
  const problem = useSignal<{ path: string; message: string } | null>(null)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus({ preventScroll: true }), [])
  const setProfile = (platform: Platform, change: Partial<ProfileEntry>) => {
    const { profiles } = entry.value
    entry.value = { ...entry.value, profiles: { ...profiles, [platform]: { ...profiles[platform], ...change } } }
  }
  const save = async () => {
    problem.value = await saveAccount(entry.value, account)
    if (problem.value === null) {
      say('Account saved')
      show({ tone: 'good', text: `${entry.value.accountId} saved.` })
      openAccount(entry.value.accountId.trim())
    } else {
      requestAnimationFrame(() => document.querySelector<HTMLElement>('.account-form [aria-invalid=true]')?.focus())
    }
  }
  const at = (path: string) => (problem.value?.path === path ? problem.value.message : null)
  return (
    <form
      class="stack account-form"
      aria-labelledby="account-title"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onKeyDown={({ key }) => key === 'Escape' && entry.peek() === start.current && close(account)}
    >
      <header class="call-head">
        <h3 id="account-title" class="mono" ref={title} tabIndex={-1}>
          {account?.accountId ?? 'New account'}
        </h3>
        <button type="button" class="small" onClick={() => close(account)}>
          Close
        </button>
      </header>
      {account === undefined && (
        <label>
          Account id
          <input
            class="mono wide"
            value={entry.value.accountId}
            placeholder="acc_"
            autocomplete="off"
            spellcheck={false}
            required
            aria-invalid={at('accountId') !== null}
            onInput={(event) => {
              entry.value = { ...entry.value, accountId: event.currentTarget.value }
            }}
          />
          <FieldProblem text={at('accountId')} />
        </label>
      )}
      {PLATFORMS.map((platform) => (
        <ProfileFields
          key={platform}
          platform={platform}
          entry={entry.value.profiles[platform]}
          problem={(field) => at(`profiles.${platform}.${field}`)}
          onChange={(change) => setProfile(platform, change)}
        />
      ))}
      <FieldProblem text={problem.value?.path === '' ? problem.value.message : null} />
      <div class="group">
        <button type="submit" class="primary">
          {account === undefined ? 'Add account' : 'Save'}
        </button>
        {account !== undefined && (
          <ConfirmButton
            label="Delete"
            confirm={`Yes, delete ${account.accountId}`}
            onConfirm={async () => {
              const refused = await problemOf(() => sandbox.value?.accounts.remove(account.accountId))
              if (refused === null) close(undefined)
              else problem.value = { path: '', message: refused }
            }}
          />
        )}
      </div>
    </form>
  )
}

/** Back to where the form was opened from, if that is still there. */
function close(account: Account | undefined): void {
  closeTool('account')
  const edit = account === undefined ? [] : [`[aria-label="Edit ${CSS.escape(account.accountId)}"]`]
  focusOn(...edit, '#add-account')
}

/** What is wrong, and at which field; null: it is saved. */
async function saveAccount(entry: AccountEntry, before: Account | undefined) {
  const input = accountInput(entry, before)
  if ('path' in input) return input
  if (before === undefined && accounts.peek().some(({ accountId }) => accountId === input.accountId)) {
    return { path: 'accountId', message: 'There is an account of this id already.' }
  }
  const refused = await problemOf(() => sandbox.peek()?.accounts.put(input))
  if (refused === null) return null
  const path = pathIn(refused).slice(0, 3).join('.')
  return { path: /^accountId$|^profiles\.\w+\.\w+$/.test(path) ? path : '', message: refused }
}
