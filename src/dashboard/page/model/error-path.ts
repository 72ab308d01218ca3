/** The field that a refusal of the control surface names first: `accounts[0].profiles.tiktok.name must be …`. */
export function pathIn(message: string): string[] {
  const [, path = ''] = /^([\w-]+(?:\.[\w-]+|\[\d+\])*) /.exec(message) ?? []
  return path.split(/[.[\]]+/).filter((step) => step !== '')
}

/**
 * Where in a JSON text the value at a path stands; of a path that leads nowhere, the last part of it that is there.
 * undefined for a text that is no JSON.
 */
export function locate(json: string, path: readonly string[]): { start: number; end: number } | undefined {
  try {
    JSON.parse(json)
  } catch {
    return undefined
  }
  let at = skipSpace(json, 0)
  for (const step of path) {
    const next = child(json, at, step)
    if (next === undefined) break
    at = next
  }
  return { start: at, end: valueEnd(json, at) }
}

/** Where the value of a member begins, in the object or array that begins at `at`. */
function child(json: string, at: number, step: string): number | undefined {
  const closing = json[at] === '{' ? '}' : json[at] === '[' ? ']' : undefined
  if (closing === undefined) return undefined
  let index = 0
  for (let next = skipSpace(json, at + 1); json[next] !== closing; index++) {
    let name = String(index)
    if (closing === '}') {
      const end = valueEnd(json, next)
      name = JSON.parse(json.slice(next, end)) as string
      next = skipSpace(json, skipSpace(json, end) + 1)
    }
    if (name === step) return next
    next = skipSpace(json, valueEnd(json, next))
    if (json[next] === ',') next = skipSpace(json, next + 1)
  }
  return undefined
}

function skipSpace(json: string, at: number): number {
  let next = at
  while (/\s/.test(json[next] ?? '')) next++
  return next
}

/** Just past the value that begins at `at`, in a text that is known to be JSON. */
function valueEnd(json: string, at: number): number {
  const pattern = /"(?:[^"\\]|\\.)*"|[{}[\]]|[^\s",:{}[\]]+/gy
  let depth = 0
  for (let next = at; next < json.length; next++) {
    pattern.lastIndex = next
    const [token] = pattern.exec(json) ?? []
    if (token === undefined) continue
    if (token === '{' || token === '[') depth++
    if (token === '}' || token === ']') depth--
    next += token.length - 1
    if (depth === 0) return next + 1
  }
  return json.length
}
