/** Where a shared store is and how to enter it. */
export interface StoreAddress {
  /** One of a server, or several of a cluster. */
  readonly hosts: readonly { readonly host: string; readonly port: number }[]
  readonly tls: boolean
  readonly username: string | undefined
  readonly password: string | undefined
  /** Of a single server; a cluster has one only. */
  readonly database: number
}

const SHAPE = /^(redis|valkey)(s?):\/\/(?:([^@/?#]*)@)?([^@/?#]+)(?:\/(\d{1,5})?)?$/i
const DEFAULT_PORT = 6379

/**
 * Reads `redis://user:password@host:6379/0`; the schemes are redis, rediss, valkey and valkeys, and the hosts of a cluster
 * stand behind one another with commas. Undefined where the text is no such address.
 */
export function parseStoreAddress(text: string): StoreAddress | undefined {
  const [, , secure, login, places, database = '0'] = SHAPE.exec(text) ?? []
  if (places === undefined) return undefined
  const hosts = places.split(',').map(parseHost)
  const [username, password] = parseLogin(login)
  if (username === null || password === null || (hosts.length > 1 && database !== '0')) return undefined
  const known = hosts.filter((host) => host !== undefined)
  if (known.length < hosts.length) return undefined
  return { hosts: known, tls: secure !== '', username, password, database: Number(database) }
}

function parseHost(text: string) {
  const url = `http://${text}`
  if (text === '' || !URL.canParse(url)) return undefined
  const { hostname, port } = new URL(url)
  // `http` leaves its own port out.
  const given = /:(\d+)$/.exec(text)?.[1]
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || given || DEFAULT_PORT) }
}

/** User and password, each undefined where it is left out and null where its escapes are malformed. */
function parseLogin(login = ''): (string | undefined | null)[] {
  const colon = login.indexOf(':')
  const parts = colon < 0 ? [login, ''] : [login.slice(0, colon), login.slice(colon + 1)]
  return parts.map((part) => {
    try {
      return decodeURIComponent(part) || undefined
    } catch {
      return null
    }
  })
}
