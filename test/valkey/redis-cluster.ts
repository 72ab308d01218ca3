import { openClient } from './redis-client.js'
import { freePort, type StoreServer, startStoreServer } from './redis-server.js'

const SLOTS = 16_384

export interface StoreCluster {
  /** The masters first, then their replicas in the same order. */
  readonly nodes: readonly StoreServer[]
  readonly url: string
  kill(): Promise<void>
}

/** A cluster on loopback: three masters, and a replica for each of them where asked for. */
export async function startCluster({ replicas = false } = {}): Promise<StoreCluster> {
  const nodes: StoreServer[] = []
  for (let index = 0; index < (replicas ? 6 : 3); index++) nodes.push(await startNode())
  const clients = await Promise.all(nodes.map(({ url }) => openClient(url)))
  const send = (index: number, ...command: string[]) => clients[index]!.sendCommand(command)
  for (let index = 0; index < 3; index++) {
    const from = Math.ceil((index * SLOTS) / 3)
    const to = Math.ceil(((index + 1) * SLOTS) / 3) - 1
    await send(index, 'CLUSTER', 'ADDSLOTSRANGE', String(from), String(to))
    await send(index, 'CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1))
  }
  for (const { port } of nodes.slice(1)) await send(0, 'CLUSTER', 'MEET', '127.0.0.1', String(port))
  const everywhere = (text: string) =>
    Promise.all(nodes.map(async (_, index) => String(await send(index, 'CLUSTER', 'INFO')).includes(text)))
  while (!(await everywhere(`cluster_known_nodes:${nodes.length}`)).every(Boolean)) await pause()
  for (let index = 3; index < nodes.length; index++) {
    const master = String(await send(index - 3, 'CLUSTER', 'MYID'))
    await send(index, 'CLUSTER', 'REPLICATE', master)
  }
  while (!(await everywhere('cluster_state:ok')).every(Boolean)) await pause()
  const synced = async (index: number) =>
    String(await send(index, 'INFO', 'replication')).includes('master_link_status:up')
  for (let index = 3; index < nodes.length; index++) while (!(await synced(index))) await pause()
  for (const client of clients) client.destroy()
  return {
    nodes,
    url: `redis://${nodes.slice(0, 3).map(({ port }) => `127.0.0.1:${port}`)}`,
    kill: async () => void (await Promise.all(nodes.map((node) => node.kill()))),
  }
}

/** Its bus listens 10,000 ports above. */
async function startNode(): Promise<StoreServer> {
  for (;;) {
    const port = 10_000 + ((await freePort()) % 40_000)
    const options = [
      '--cluster-enabled',
      'yes',
      '--cluster-node-timeout',
      '2000',
      '--cluster-config-file',
      `nodes-${port}.conf`,
    ]
    try {
      return await startStoreServer([...options, '--dir', process.env.TMPDIR ?? '/tmp'], port)
    } catch {
      // The port or the one of its bus is taken.
    }
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 50))
