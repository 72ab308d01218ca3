import { script } from './script.js'

/**
 * Counts a picture in, and the least recently used out until all fit. Those that have expired by themselves go first.
 *
 * KEYS  used, bytes · ARGV  expiry in ms, bytes in all, file, its bytes · Reply  the files to remove
 */
export const PUT_PICTURE = script(`#!lua
local used, bytes = KEYS[1], KEYS[2]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local gone = {}
local function forget(file)
  redis.call('HINCRBY', bytes, 'all', -(tonumber(redis.call('HGET', bytes, file)) or 0))
  redis.call('HDEL', bytes, file)
  redis.call('ZREM', used, file)
end
for _, file in ipairs(redis.call('ZRANGE', used, '-inf', now - ARGV[1], 'BYSCORE')) do forget(file) end
if redis.call('HSETNX', bytes, ARGV[3], ARGV[4]) == 1 then redis.call('HINCRBY', bytes, 'all', ARGV[4]) end
redis.call('ZADD', used, now, ARGV[3])
while tonumber(redis.call('HGET', bytes, 'all')) > tonumber(ARGV[2]) do
  local file = redis.call('ZRANGE', used, 0, 0)[1]
  if not file then break end
  forget(file)
  gone[#gone + 1] = file
end
redis.call('PEXPIRE', used, ARGV[1])
redis.call('PEXPIRE', bytes, ARGV[1])
return gone
`)

/** Marks pictures as used just now, those that are held. KEYS  used, bytes · ARGV  expiry in ms, files */
export const USE_PICTURES = script(`#!lua flags=allow-oom
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for at = 2, #ARGV do redis.call('ZADD', KEYS[1], 'XX', now, ARGV[at]) end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
redis.call('PEXPIRE', KEYS[2], ARGV[1])
`)
