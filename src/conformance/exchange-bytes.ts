import { promisify } from 'node:util'

/** Sends bytes on a connection of their own: all that came until it was closed, or the signal ended it. */
export async function exchangeBytes(base: URL, bytes: string, signal: AbortSignal): Promise<string> {
  // Its default export is the only one that is there in a bundle.
  const { buildConnector } = (await import('undici')).default
  const connect = promisify(buildConnector({ signal, timeout: 0 }))
  const { hostname, host, port, protocol } = base
  const socket = (await connect({ hostname: hostname.replace(/^\[|\]$/g, ''), host, port, protocol }))!
  let received = ''
  socket.setEncoding('utf8').on('data', (text: string) => {
    received += text
  })
  socket.write(bytes)
  await new Promise((resolve) => socket.on('error', resolve).on('close', resolve))
  return received
}
