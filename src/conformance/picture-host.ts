import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deflateSync, gzipSync } from 'node:zlib'
import { pngOf } from './png.js'

const FRAME = '2c0000000001000100000202440100'
const SQUARE = pngOf(64, 64, deflateSync(Buffer.alloc(64 * (1 + 64 * 3))))

const FILES: Readonly<Record<string, { readonly bytes: Uint8Array; readonly encoding?: string }>> = {
  '64x64.png': { bytes: SQUARE },
  'gzipped.png': { bytes: gzipSync(SQUARE), encoding: 'gzip' },
  '8000x8000.png': { bytes: pngOf(8_000, 8_000, Buffer.alloc(64)) },
  '1001-frames.gif': { bytes: Buffer.from(`47494638396101000100000000${FRAME.repeat(1_001)}3b`, 'hex') },
}

/** Pictures that no other host has, served on this machine for targets on it. */
export class PictureHost {
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  static async start(): Promise<PictureHost> {
    const server = createServer((request, response) => {
      const { bytes, encoding } = FILES[request.url!.slice(1)] ?? {}
      if (bytes === undefined) response.writeHead(404).end()
      else response.writeHead(200, { ...(encoding && { 'content-encoding': encoding }) }).end(bytes)
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    server.unref()
    return new PictureHost(server)
  }

  url(file: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/${file}`
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}
