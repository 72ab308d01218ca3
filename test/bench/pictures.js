import { once } from 'node:events'
import { runNode } from './child.js'
import { LOAD_CORE } from './machine.js'

/** The host of pictures, where it is and what it knows. */
export async function startPictureHost() {
  const child = runNode(LOAD_CORE, ['test/bench/picture-host.js'], { ipc: true })
  const [{ port }] = await once(child, 'message')
  const url = `http://127.0.0.1:${port}`
  // Made before anybody measures.
  for (const path of ['/square.jpg', '/wide.jpg', '/large.jpg']) await (await fetch(url + path)).arrayBuffer()
  return {
    url,
    /** How many bytes of the last slow picture have been sent. */
    async slowBytesSent() {
      child.send('slow')
      const [{ slowSent }] = await once(child, 'message')
      return slowSent
    },
    stop: () => child.kill(),
  }
}
