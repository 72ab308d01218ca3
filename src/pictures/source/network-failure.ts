import { PictureError } from '../picture-error.js'

const LOST = 'could not be read: the connection was lost'
const MALFORMED = 'could not be read: the host did not answer in proper HTTP'

const LENGTH_MISMATCH = 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'
const MALFORMED_HEAD = 'HPE_MALFORMED'

const words: [RegExp, string][] = [
  [/^ENOTFOUND$/, 'could not be resolved: no such host'],
  [/^EAI_/, 'could not be resolved: the name server gave no answer'],
  [/^ECONNREFUSED$/, 'could not be reached: connection refused'],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'could not be reached: no route to the host'],
  [/^ETIMEDOUT$/, 'could not be reached: the host did not answer'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|HPE_INVALID_EOF_STATE)$/, LOST],
  [/^(HPE_|UND_ERR_HEADERS_OVERFLOW$)/, MALFORMED],
  [/CERT|^ERR_TLS|^ERR_SSL|^EPROTO$/, 'could not be reached: no secure connection could be made'],
]

/**
 * The refusal that a failed connection amounts to, in plain words and without addresses or stacks.
 * What is a refusal already, or no failure of the network, is given back as it is.
 */
export function unreachable(error: Error, during: 'head' | 'body'): Error {
  if (error instanceof PictureError) return error
  const code = codeOf(error, during)
  if (code === undefined) return error
  const known = words.find(([pattern]) => pattern.test(code))
  return new PictureError('picture-unreachable', `profilePictureUrl ${known?.[1] ?? `could not be reached (${code})`}`)
}

function codeOf({ name, message, code }: NodeJS.ErrnoException, during: 'head' | 'body'): string | undefined {
  // What undici's parser finds wrong has no code of its own.
  if (name === 'HTTPParserError')
    return message.includes('Invalid EOF state') ? 'HPE_INVALID_EOF_STATE' : MALFORMED_HEAD
  // Ahead of the body this is how undici reports two lengths that differ.
  return code === LENGTH_MISMATCH && during === 'head' ? MALFORMED_HEAD : code
}
