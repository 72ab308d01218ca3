import type { Socket } from 'node:net'

/**
 * Holds back what a socket has received, so that the system slows its sender down. It works below undici's parser,
 * which fails an assertion that nobody can catch when the host hangs up while the parser itself is paused.
 */
export class Valve {
  #socket: Socket | undefined
  #closed = false

  /** Puts the valve into a socket that is read by `read()`, at each 'readable' event. */
  fit(socket: Socket): void {
    const read = socket.read.bind(socket)
    socket.read = (size) => (this.#closed ? null : read(size))
    this.#socket = socket
  }

  close(): void {
    this.#closed = true
  }

  open(): void {
    if (!this.#closed) return
    this.#closed = false
    this.#socket?.emit('readable')
  }
}
