// Sends requests over kept connections, one after the other on each, and counts the replies: over raw sockets, for an
// HTTP client would need more of its core than the server needs of its own.
import { connect } from 'node:net'

const HEAD_END = Buffer.from('\r\n\r\n')
/** The end of `content-length`, however much of it is written in capitals. */
const LENGTH = Buffer.from('ength: ')
const ZERO = 48

process.on('message', async ({ ports, requests, status, ms }) => {
  const end = performance.now() + ms
  const latencies = []
  const unexpected = []
  const started = performance.now()
  // Never asleep: where the load waits, the server pays for waking it with each reply, and a slow one more than a fast.
  let spinning = true
  const spin = () => spinning && setImmediate(spin)
  spin()
  await Promise.all(
    requests.map((text, index) =>
      keepAsking(
        ports[index % ports.length],
        Buffer.from(text),
        () => performance.now() < end && unexpected.length === 0,
        (latency, reply) => {
          latencies.push(latency)
          if (statusOf(reply) !== status) unexpected.push(reply.toString())
        },
      ),
    ),
  )
  spinning = false
  const seconds = (performance.now() - started) / 1000
  latencies.sort((a, b) => a - b)
  process.send({
    replies: latencies.length,
    rate: latencies.length / seconds,
    p50: latencies[latencies.length >> 1],
    p99: latencies[Math.floor(latencies.length * 0.99)],
    unexpected: unexpected[0],
  })
})

/** Asks again as soon as there is a reply, while `goesOn`; resolves when the last reply has come. */
function keepAsking(port, request, goesOn, onReply) {
  return new Promise((resolve, reject) => {
    const buffer = Buffer.allocUnsafe(65_536)
    let received = 0
    let sentAt
    let over = false
    // A buffer of our own spares the socket its stream, which is half of what a reply costs here.
    const onread = {
      buffer: () => buffer.subarray(received),
      callback(length) {
        received += length
        const reply = buffer.subarray(0, received)
        if (!isComplete(reply)) return
        received = 0
        onReply(performance.now() - sentAt, reply)
        if (goesOn()) ask()
        else {
          over = true
          socket.destroy()
        }
      },
    }
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread })
    const ask = () => {
      sentAt = performance.now()
      socket.write(request)
    }
    socket.on('connect', ask)
    socket.on('error', reject)
    socket.on('close', () => (over ? resolve() : reject(new Error('The server closed the connection'))))
  })
}

function isComplete(reply) {
  const headEnd = reply.indexOf(HEAD_END)
  if (headEnd === -1) return false
  const bodyStart = headEnd + HEAD_END.length
  return reply.length >= bodyStart + contentLength(reply)
}

function contentLength(reply) {
  let length = 0
  for (let at = reply.indexOf(LENGTH) + LENGTH.length; reply[at] >= ZERO; at++) length = 10 * length + reply[at] - ZERO
  return length
}

function statusOf(reply) {
  return 100 * (reply[9] - ZERO) + 10 * (reply[10] - ZERO) + reply[11] - ZERO
}
