import { script } from './script.js'

/**
 * The newest entries of the log before one of them.
 *
 * KEYS  state, log, hits · ARGV  the id to stay below, or +, and how many · Reply  version, dropped, entries, newest first
 */
export const READ_LOG = script(`#!lua flags=no-writes
local held = redis.call('HMGET', KEYS[1], 'v', 'd')
return {held[1], held[2], redis.call('XREVRANGE', KEYS[2], ARGV[1], '-', 'COUNT', ARGV[2])}
`)

/**
 * The entries after an event; those of another epoch stand before all.
 *
 * KEYS  state, log, hits · ARGV  epoch and sequence number, or '' for no entries · Reply  epoch, last number, entries
 */
export const READ_SINCE = script(`#!lua flags=no-writes
local held = redis.call('HMGET', KEYS[1], 'e', 'q')
if ARGV[1] == '' or not held[1] then return {held[1], held[2], {}} end
local after = ARGV[1] == held[1] and ARGV[2] or '0'
return {held[1], held[2], redis.call('XRANGE', KEYS[2], '(' .. after .. '-0', '+')}
`)

/** Empties the log and the hits. KEYS  state, log, hits · Reply  1, or 0 where there is no sandbox. */
export const CLEAR_LOG = script(`#!lua flags=allow-oom
if redis.call('HEXISTS', KEYS[1], 'v') == 0 then return 0 end
redis.call('DEL', KEYS[2], KEYS[3])
redis.call('HSET', KEYS[1], 'n', 0, 'd', 0)
return 1
`)
