import { readSettings, type SettingName, type Settings } from './settings.js'
import type { StoreAddress } from './store/store-address.js'

/** The settings that are not what they are by default, fit for the log: of the keys their number, of the store no login. */
export function describeSettings(settings: Settings): Readonly<Record<string, string>> {
  const standard = readSettings({})
  const names = Object.keys(settings) as SettingName[]
  const differing = names.filter((name) => JSON.stringify(settings[name]) !== JSON.stringify(standard[name]))
  return Object.fromEntries(differing.map((name) => [name, describe(settings, name)]))
}

function describe(settings: Settings, name: SettingName): string {
  if (name === 'API_KEYS') return `${settings.API_KEYS.length} in all`
  // One that differs is no longer this process's memory.
  if (name === 'STORE_URL') return describeStore(settings.STORE_URL as StoreAddress)
  return String(settings[name])
}

function describeStore({ tls, hosts, database }: StoreAddress): string {
  const places = hosts.map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`)
  return `${tls ? 'rediss' : 'redis'}://${places.join()}/${database}`
}
