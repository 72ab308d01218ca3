import { PictureError } from '../picture-error.js'

const words: [RegExp, string][] = [
  [/^ENOTFOUND$/, 'could not be resolved: no such host'],
  [/^EAI_/, 'could not be resolved: the name server gave no answer'],
  [/^ECONNREFUSED$/, 'could not be reached: connection refused'],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'could not be reached: no route to the host'],
  [/^ETIMEDOUT$/, 'could not be reached: the host did not answer'],
  [/^(ECONNRESET|EPIPE)$/, 'could not be read: the connection was lost'],
  [/^HPE_/, 'could not be read: the host did not answer in proper HTTP'],
  [/CERT|^ERR_TLS|^ERR_SSL|^EPROTO$/, 'could not be reached: no secure connection could be made'],
]

/**
 * The refusal that a failed connection amounts to, in plain words and without addresses or stacks.
 * What is a refusal already, or no failure of the network, is given back as it is.
 */
export function unreachable(error: unknown): unknown {
  if (error instanceof PictureError || !(error instanceof Error)) return error
  const { code } = error as NodeJS.ErrnoException
  if (code === undefined) return error
  const known = words.find(([pattern]) => pattern.test(code))
  return new PictureError('picture-unreachable', `profilePictureUrl ${known?.[1] ?? `could not be reached (${code})`}`)
}
