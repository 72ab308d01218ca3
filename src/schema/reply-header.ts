/** What HTTP itself needs, and what the body of a reply hangs on. */
const OF_HTTP = [
  ...['connection', 'content-length', 'content-encoding', 'content-type', 'keep-alive', 'proxy-connection'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade'],
]
/** What tells a sandbox's replies apart. */
const OF_SANDBOX = /^x-(?:request-id$|sandbox-)/
const TOKEN = /^[!#$%&'*+.^_`|~0-9a-z-]{1,100}$/i

/** Whether a header of that name may be put into a reply by whoever makes one up. */
export function isFreeHeader(name: string): boolean {
  const lower = name.toLowerCase()
  return TOKEN.test(name) && !OF_HTTP.includes(lower) && !OF_SANDBOX.test(lower)
}
