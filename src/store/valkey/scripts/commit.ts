import { LOG_BYTE_LIMIT, LOG_ENTRY_LIMIT } from '../../../domain/limits.js'
import { script } from './script.js'

/**
 * Writes what a batch of steps makes, if what they were shown still stands; else tells what stands now.
 *
 * KEYS  state, log, hits
 * ARGV  expiry in ms · channel · version seen · '' or '1': there are events without data ·
 *       new version, head and faults, all three '' where they stay ·
 *       n, then n × (account field, token seen, '' where none is stored) ·
 *       n, then n × (account field, value to store, '' to remove) ·
 *       n, then n × (event, data, bytes of a log entry, its rule or '')
 * Reply {1, followers} · {0, followers, version, head, faults, then the accounts' values}
 */
export const COMMIT = script(`#!lua
local state, log, hits = KEYS[1], KEYS[2], KEYS[3]
local expiry, channel = ARGV[1], ARGV[2]
local at = 8
local fields = {'v', 'q', 'n', 'd', 'e'}
local tokens = {}
for i = 1, tonumber(ARGV[at]) do
  fields[5 + i] = ARGV[at + 1]
  tokens[i] = ARGV[at + 2]
  at = at + 2
end
at = at + 1

local held = redis.call('HMGET', state, unpack(fields))
local followers = redis.call('PUBSUB', 'SHARDNUMSUB', channel)[2]
local same = held[1] == ARGV[3] and not (followers > 0 and ARGV[4] == '1')
for i = 1, #tokens do
  local value = held[5 + i]
  if (value and string.sub(value, 1, string.find(value, ' ', 1, true)) or '') ~= tokens[i] then same = false end
end
if not same then
  local now = {0, followers, held[1]}
  now[4] = redis.call('HGET', state, 'h')
  now[5] = redis.call('HGET', state, 'f')
  for i = 1, #tokens do now[5 + i] = held[5 + i] end
  return now
end

local set, gone = {}, {}
if ARGV[5] ~= '' then set = {'v', ARGV[5], 'h', ARGV[6], 'f', ARGV[7]} end
for i = 1, tonumber(ARGV[at]) do
  if ARGV[at + 2] == '' then gone[#gone + 1] = ARGV[at + 1]
  else
    set[#set + 1] = ARGV[at + 1]
    set[#set + 1] = ARGV[at + 2]
  end
  at = at + 2
end
at = at + 1

local sequence, bytes, dropped = tonumber(held[2]), tonumber(held[3]), tonumber(held[4])
local added, size = 0, 0
for i = 1, tonumber(ARGV[at]) do
  local event, data, length, rule = ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4]
  at = at + 4
  sequence = sequence + 1
  if event == 'request' then
    redis.call('XADD', log, sequence .. '-0', 'r', data, 'b', length)
    added = added + 1
    size = size + tonumber(length)
    if rule ~= '' then redis.call('HINCRBY', hits, rule, 1) end
  end
  if followers > 0 then redis.call('SPUBLISH', channel, held[5] .. '-' .. sequence .. ' ' .. event .. ' ' .. data) end
end
if added > 0 then
  local length = redis.call('XLEN', log)
  -- A log that the store has evicted counts no more.
  if length == added then bytes = 0 end
  bytes = bytes + size
  while length > ${LOG_ENTRY_LIMIT} or (bytes > ${LOG_BYTE_LIMIT} and length > 1) do
    local oldest = redis.call('XRANGE', log, '-', '+', 'COUNT', 1)[1]
    redis.call('XDEL', log, oldest[1])
    length = length - 1
    bytes = bytes - tonumber(oldest[2][4])
    dropped = dropped + 1
  end
  redis.call('PEXPIRE', log, expiry)
  redis.call('PEXPIRE', hits, expiry)
end
redis.call('HSET', state, 'q', sequence, 'n', bytes, 'd', dropped, unpack(set))
if #gone > 0 then redis.call('HDEL', state, unpack(gone)) end
redis.call('PEXPIRE', state, expiry)
return {1, followers}
`)
