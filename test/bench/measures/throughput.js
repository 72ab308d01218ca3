import { printRounds, runInTurns } from '../rounds.js'
import { startFloor, startProduct } from '../servers.js'

const PLAIN = { platform: 'instagram', bio: 'Premium fashion content daily' }
const RENAMING = { platform: 'instagram', name: 'Another Name' }
const FREE = 'acc_1a2b3c4d5e'
const LOCKED = 'acc_instagram_cooldown'

/** What runs in turns; the floor stands last. */
const QUIET = { label: 'infinipost-mock', server: 'quiet', keys: 1 }
const VARIANTS = [QUIET, { label: 'floor', server: 'update', keys: 1 }]
const PLAIN_VARIANTS = [
  QUIET,
  { label: 'a key for each connection', server: 'many', keys: 64 },
  { label: 'request log (LOG_LEVEL=info)', server: 'logging', keys: 1 },
  VARIANTS[1],
]
const PICTURE_VARIANTS = [QUIET, { label: 'floor', server: 'picture', keys: 1 }]

/** Each case over its floor, in turns, so that both meet the machine as it is at that moment. */
export async function throughput(options, { load, pictures }) {
  const cases = casesWith(pictures)
  const taken = cases.map(({ variants }) => variants.map(() => []))
  // Of one and the same program some processes run faster than others, as the compiler decides; hence several of each.
  for (let launch = 0; launch < options.launches; launch++) {
    const servers = await startServers()
    for (const [index, one] of cases.entries()) await runInTurns(one, servers, load, options, taken[index])
    for (const server of Object.values(servers)) await server.stop()
  }
  for (const [index, { title, variants, connections }] of cases.entries()) {
    const { launches, rounds, roundMs } = options
    const effort = `${connections} connections, ${launches} starts with ${rounds} rounds of ${roundMs / 1000} s each`
    printRounds(`${title}: ${effort}`, variants, taken[index])
  }
}

function casesWith({ url }) {
  const withPicture = (path) => ({ platform: 'instagram', profilePictureUrl: url + path })
  const picture = { variants: PICTURE_VARIANTS, accountId: FREE, connections: 8 }
  const plain = { variants: VARIANTS, connections: 64 }
  return [
    { ...plain, title: 'plain update', variants: PLAIN_VARIANTS, accountId: FREE, update: PLAIN, status: 200 },
    { ...plain, title: 'refused update (name cooldown, 429)', accountId: LOCKED, update: RENAMING, status: 429 },
    { ...picture, title: 'picture update (640×640 JPEG)', update: withPicture('/square.jpg'), status: 200 },
    { ...picture, title: 'non-square picture (1280×720 JPEG, 400)', update: withPicture('/wide.jpg'), status: 400 },
  ]
}

/** One for each variant, so that none is measured with what another has left behind. */
async function startServers() {
  const env = { ALLOW_PRIVATE_PICTURE_URLS: 'true' }
  return {
    quiet: await startProduct(env),
    many: await startProduct(env),
    logging: await startProduct({ ...env, LOG_LEVEL: 'info' }),
    update: await startFloor('update'),
    picture: await startFloor('picture'),
  }
}
