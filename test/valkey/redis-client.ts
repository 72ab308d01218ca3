import { createClient } from '@redis/client'

/** Connected to a store, which may go and come; a machine that is busy for seconds is no reason to give up. */
export async function openClient(url: string) {
  const client = createClient({ url, socket: { connectTimeout: 0 } })
  client.on('error', () => {})
  await client.connect()
  return client
}
