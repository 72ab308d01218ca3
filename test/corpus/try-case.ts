import sharp from 'sharp'
import type { Case } from './case.js'
import { difference, looksRight, SIDE } from './judge.js'

/** What a server has answered to an update with the picture. */
export interface Answer {
  readonly rule: string | null
  readonly message: string | null
  /** The copy that it has stored. */
  readonly stored: Uint8Array | null
}

/** Sends an update with the picture at that URL, and fetches the copy that has been stored. */
export async function update(server: string, key: string, profilePictureUrl: string): Promise<Answer> {
  const reply = await fetch(`${server}/v1/accounts/acc_1a2b3c4d5e/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ platform: 'instagram', profilePictureUrl }),
  })
  const { error, profilePictureUrl: path } = (await reply.json()) as {
    error?: { message: string }
    profilePictureUrl?: string
  }
  const stored = reply.status === 200 ? new Uint8Array(await (await fetch(path!)).arrayBuffer()) : null
  return { rule: reply.headers.get('x-sandbox-rule'), message: error?.message ?? null, stored }
}

/** What is wrong with the answer; undefined: nothing. */
export async function wrongWith({ expected }: Case, { rule, message, stored }: Answer): Promise<string | undefined> {
  if ('rule' in expected) return rule === expected.rule ? undefined : `${rule ?? 'stored'}, not ${expected.rule}`
  if ('size' in expected) return message?.includes(` ${expected.size}.`) ? undefined : `${message ?? 'stored'}`
  if (stored === null) return `${message}`

  const { width, height } = await sharp(stored).metadata()
  const side = Math.min(512, expected.side)
  if (width !== side || height !== side) return `stored as ${width}x${height}`
  const kernel = side < SIDE ? 'nearest' : 'cubic'
  const pixels = await sharp(stored).resize(SIDE, SIDE, { kernel }).ensureAlpha().raw().toBuffer()
  const off = difference(pixels, expected.look)
  return looksRight(off) ? undefined : `looks different by ${off.toFixed(1)}`
}
