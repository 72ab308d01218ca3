import { createHash } from 'node:crypto'
import { ErrorReply } from '@redis/client'
import type { Argument } from '../connection.js'
import type { Link } from '../link.js'

/** A Lua script that the store keeps by its hash once it has seen it. */
export interface Script {
  readonly text: string
  readonly hash: string
}

export function script(text: string): Script {
  return { text, hash: createHash('sha1').update(text).digest('hex') }
}

/** Runs a script; its text is sent only where the store does not know it, or no longer. */
export async function runScript(
  link: Link,
  { text, hash }: Script,
  keys: readonly string[],
  args: readonly Argument[],
  since = link.time,
): Promise<unknown> {
  const command = ['EVALSHA', hash, String(keys.length), ...keys, ...args]
  try {
    return await link.send(keys[0]!, command, { since })
  } catch (error) {
    if (!(error instanceof ErrorReply && error.message.startsWith('NOSCRIPT'))) throw error
    return link.send(keys[0]!, ['EVAL', text, ...command.slice(2)], { since })
  }
}
