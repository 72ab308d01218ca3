import { connect } from 'node:net'

/** A reply as it came over the wire. */
export interface WireReply {
  status: number
  headers: Headers
  body: Buffer
  /** There must be no body, whatever the headers say of its length. */
  bodiless: boolean
}

/**
 * Sends bytes on a connection of their own and gives back all that comes until the server closes it. A stream of events,
 * which never ends, is left after its head.
 */
export function exchange(url: string, bytes: Uint8Array): Promise<Buffer> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    const received: Buffer[] = []
    socket.on('data', (chunk) => {
      received.push(chunk)
      if (/^content-type: text\/event-stream/im.test(chunk.toString('latin1'))) socket.destroy()
    })
    // A server that refuses a body closes on what is still being sent.
    socket.on('error', () => {})
    socket.on('close', () => resolve(Buffer.concat(received)))
  })
}

/** The replies in these bytes, interim ones left out. `toHead`: they answer HEAD. Throws where they are not HTTP. */
export function parseReplies(bytes: Buffer, toHead: boolean): WireReply[] {
  const replies: WireReply[] = []
  let at = 0
  while (at < bytes.length) {
    const end = bytes.indexOf('\r\n\r\n', at)
    const head = bytes.toString('latin1', at, end < 0 ? bytes.length : end)
    const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(head) ?? []
    if (end < 0 || status === undefined) throw new Error(`Not a reply: ${head.slice(0, 200)}`)
    const headers = new Headers(head.split('\r\n').slice(1).map(splitHeader))
    const stream = headers.get('content-type')?.startsWith('text/event-stream')
    // Nobody knows the method of what is no HTTP.
    const bodiless = (toHead && headers.get('x-sandbox-rule') !== 'http-malformed') || /204|304/.test(status)
    if (!bodiless && !stream && headers.get('transfer-encoding') === 'chunked') {
      const { body, behind } = parseChunks(bytes, end + 4)
      at = behind
      replies.push({ status: Number(status), headers, body, bodiless })
      continue
    }
    const length = bodiless ? 0 : stream ? bytes.length : Number(headers.get('content-length') ?? 0)
    const body = bytes.subarray(end + 4, end + 4 + length)
    at = end + 4 + length
    if (!stream && body.length < length) throw new Error(`Cut short: ${head}`)
    if (Number(status) >= 200) replies.push({ status: Number(status), headers, body, bodiless })
  }
  return replies
}

/** A body in chunks, and where the next reply begins. */
function parseChunks(bytes: Buffer, start: number): { body: Buffer; behind: number } {
  const chunks: Buffer[] = []
  let at = start
  while (true) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) throw new Error('Cut short between two chunks')
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    at = line + 2 + size + 2
    if (size === 0) return { body: Buffer.concat(chunks), behind: at }
    chunks.push(bytes.subarray(line + 2, line + 2 + size))
  }
}

function splitHeader(line: string): [string, string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon), line.slice(colon + 1).trim()]
}
