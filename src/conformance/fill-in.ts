import type { GivenAccount } from './types.js'

export interface Fillings {
  readonly account: GivenAccount
  picture(file: string): string
  own(file: string): string
}

/** A text that nobody else writes. */
const MARKER = 'Written by a conformance check, and put back'

/** A text of a case with its placeholders filled in; in JSON a quote must not end the text that it stands in. */
export function fillIn(text: string, { account, picture, own }: Fillings, inJson: boolean): string {
  const spell = (value: string) => (inJson ? JSON.stringify(value).slice(1, -1) : value)
  const { accountId, platform, name, bio } = account
  const values: Record<string, string> = {
    account: encodeURIComponent(accountId),
    platform,
    other: platform === 'tiktok' ? 'instagram' : 'tiktok',
    marker: MARKER,
    name,
    bio,
    // As little another name as can be: it stays for days.
    newName: name.length > 1 && name.endsWith('.') ? name.slice(0, -1) : `${name}.`,
  }
  return text
    .replace(/\{(picture|own):([^}]+)\}/g, (_, kind: string, file: string) =>
      kind === 'own' ? own(file) : picture(file),
    )
    .replace(/\{(account|platform|other|marker|name|bio|newName)\}/g, (_, field: string) => spell(values[field]!))
}
