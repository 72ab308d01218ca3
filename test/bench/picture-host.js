// A loopback host of pictures, in a process of its own so that it shares the load's core and not the server's.
import { createServer } from 'node:http'
import sharp from 'sharp'

const SLOW_BYTES = 4_000_000
const PIECE = 16_384

const noise = (width, height, sigma) =>
  sharp({
    create: { width, height, channels: 3, background: '#88aacc', noise: { type: 'gaussian', mean: 128, sigma } },
  })

/** A JPEG as large as the default limit allows: grainy, and at the quality that comes nearest from below. */
async function largestPicture() {
  const limit = 10 * 1024 * 1024
  const raw = await noise(3400, 3400, 40).png({ compressionLevel: 0 }).toBuffer()
  for (let quality = 96; ; quality -= 3) {
    const bytes = await sharp(raw).jpeg({ quality }).toBuffer()
    if (bytes.length <= limit) return bytes
  }
}

const pictures = {
  '/square.jpg': () => noise(640, 640, 8).jpeg().toBuffer(),
  '/wide.jpg': () => noise(1280, 720, 8).jpeg().toBuffer(),
  '/large.jpg': largestPicture,
}
const made = new Map()
let slowSent = 0

const server = createServer(async ({ url }, response) => {
  const { pathname, searchParams } = new URL(url, 'http://host')
  response.setHeader('content-type', 'image/jpeg')
  if (pathname === '/slow.jpg') return drip(await noise(1280, 720, 8).jpeg().toBuffer(), response)
  const number = searchParams.get('different')
  if (number !== null)
    return response.end(
      await sharp(await picture('/square.jpg'))
        .tint({ r: 255, g: Number(number) % 256, b: Number(number) >> 8 })
        .jpeg()
        .toBuffer(),
    )
  return response.end(await picture(pathname))
})
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
process.on('message', () => process.send({ slowSent }))

function picture(path) {
  if (!made.has(path)) made.set(path, pictures[path]())
  return made.get(path)
}

/** Four megabytes, a piece every 20 ms, until the client has had enough. */
function drip(head, response) {
  const file = Buffer.concat([head, Buffer.alloc(SLOW_BYTES - head.length)])
  slowSent = 0
  response.setHeader('content-length', file.length)
  const timer = setInterval(() => {
    if (slowSent >= file.length) return response.end()
    response.write(file.subarray(slowSent, slowSent + PIECE))
    slowSent += PIECE
  }, 20)
  response.on('close', () => clearInterval(timer))
}
