import type { Test } from 'tap'
import { type Json, startServer } from '../helper.js'
import { noSuchHost } from '../properties/no-network.js'
import { runCommand } from './run-command.js'
import { type StandInOptions, standIn } from './stand-in.js'

export const KEY = 'sk_test_conformance'
const profile = (ago: object) => ({
  name: 'Personal Name',
  bio: 'A personal bio',
  profilePictureUrl: '/media/fashion-insider.jpg',
  warmupStartedAt: { ago },
})
const ACCOUNTS = {
  acc_ready: { tiktok: profile({ days: 90 }) },
  acc_warming: { tiktok: profile({ days: 2 }) },
  acc_late: { tiktok: profile({ days: 5, hours: 1 }) },
  acc_insta: { instagram: { name: 'Personal Insta', username: 'personal.insta', bio: 'Another personal bio' } },
}

/** A server that nobody would take for a mock, with accounts of people. */
export async function startOther(t: Test, options: StandInOptions = {}) {
  const server = await startServer(t, {}, { lookup: noSuchHost })
  const control = (method: string, path: string, body?: unknown) => server.control(method, path, body, { key: KEY })
  for (const [id, profiles] of Object.entries(ACCOUNTS)) await control('PUT', `/accounts/${id}`, { profiles })
  const { url, asked } = await standIn(t, server.url, { hidesMock: true, ...options })
  // What the suite waits for passes at once.
  const sleep = (ms: number) => control('POST', '/clock/advance', { seconds: ms / 1000 })
  const time = { now: () => Math.floor(Date.now() / 1000), sleep }
  return { control, asked, url, run: (args: readonly string[]) => runCommand(url, args, { time }) }
}

export const accounts = Object.keys(ACCOUNTS).flatMap((id) => ['--account', id])
export const views = async (control: (method: string, path: string) => Promise<{ body: Json }>) =>
  Object.fromEntries(
    await Promise.all(Object.keys(ACCOUNTS).map(async (id) => [id, (await control('GET', `/accounts/${id}`)).body])),
  )
