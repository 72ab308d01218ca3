import { readable } from '../model/format.js'
import { runAction } from './notices.js'
import { sandbox } from './session.js'

/** Sets the sandbox's clock; one in real time runs on from there. */
export function setClock(now: string): Promise<boolean> {
  return runAction(`Clock set to ${readable(now)}`, () => sandbox.peek()?.clock.set({ now }))
}
