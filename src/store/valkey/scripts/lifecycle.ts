import { script } from './script.js'

/**
 * Opens a sandbox unless somebody has: writes its first state, and removes what may be left of one that was evicted.
 *
 * KEYS  state, log, hits · ARGV  expiry in ms, version, head, faults, epoch · Reply  1: opened, 0: it was there
 */
export const OPEN = script(`#!lua
if redis.call('HEXISTS', KEYS[1], 'v') == 1 then return 0 end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
redis.call('HSET', KEYS[1], 'v', ARGV[2], 'h', ARGV[3], 'f', ARGV[4], 'e', ARGV[5], 'q', 0, 'n', 0, 'd', 0)
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1
`)

/**
 * Puts a whole state in the place of the one that was, with an empty log. Its events are numbered on.
 *
 * KEYS  state, log, hits · ARGV  expiry in ms, version, head, faults, epoch of a new sandbox, channel, then any number of
 * (account field, value) · Reply  1: opened, 0: it was there
 */
export const REPLACE = script(`#!lua
local state = KEYS[1]
local held = redis.call('HMGET', state, 'e', 'q')
local epoch, sequence = held[1] or ARGV[5], (tonumber(held[2]) or 0) + 1
redis.call('DEL', state, KEYS[2], KEYS[3])
redis.call('HSET', state, 'v', ARGV[2], 'h', ARGV[3], 'f', ARGV[4], 'e', epoch, 'q', sequence, 'n', 0, 'd', 0)
-- Lua unpacks a few thousand values at most.
for at = 7, #ARGV, 1000 do redis.call('HSET', state, unpack(ARGV, at, math.min(at + 999, #ARGV))) end
redis.call('PEXPIRE', state, ARGV[1])
redis.call('SPUBLISH', ARGV[6], epoch .. '-' .. sequence .. ' reset {}')
return held[1] and 0 or 1
`)

/**
 * Removes a sandbox, and tells its followers.
 *
 * KEYS  state, log, hits · ARGV  channel, what to say there
 */
export const REMOVE = script(`#!lua flags=allow-oom
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
redis.call('SPUBLISH', ARGV[1], ARGV[2])
`)

/**
 * Puts off the expiry of a sandbox.
 *
 * KEYS  state, log, hits · ARGV  expiry in ms · Reply  the file names of the pictures that its accounts have
 */
export const TOUCH = script(`#!lua flags=allow-oom
for i = 1, 3 do redis.call('PEXPIRE', KEYS[i], ARGV[1]) end
local files, known = {}, {}
for _, value in ipairs(redis.call('HVALS', KEYS[1])) do
  for file in string.gmatch(value, '"/media/(%w+%.%w+)"') do
    if not known[file] then files[#files + 1] = file end
    known[file] = true
  end
end
return files
`)
