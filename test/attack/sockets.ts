import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** Connections of one attack; what becomes of them is of no interest, but that they end with it. */
export class Sockets {
  readonly #url: URL
  readonly #open = new Set<Socket>()

  constructor(url: string) {
    this.#url = new URL(url)
  }

  /** A connection on which these bytes are sent; it reads nothing of what comes back. */
  async send(bytes: string | Uint8Array): Promise<Socket> {
    const socket = connect(Number(this.#url.port), this.#url.hostname).pause()
    this.#open.add(socket)
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.on('error', () => {})
    socket.once('close', () => this.#open.delete(socket))
    await Promise.race([once(socket, 'connect').catch(() => {}), closed])
    socket.write(bytes)
    return socket
  }

  /** The same, with all that comes back read and thrown away; resolves when it has closed. */
  async exchange(bytes: string | Uint8Array): Promise<void> {
    const socket = await this.send(bytes)
    socket.resume()
    if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve))
  }

  end(): void {
    for (const socket of this.#open) socket.resetAndDestroy()
  }
}

/** A request as bytes on the wire. */
export function request(key: string, method: string, path: string, body?: string, more = ''): string {
  const length =
    body === undefined ? '' : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`
  return `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${key}\r\n${more}${length}\r\n${body ?? ''}`
}
