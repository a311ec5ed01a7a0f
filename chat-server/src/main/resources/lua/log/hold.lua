#!lua
-- Holds an open conversation whose seeker left, and rings.
-- KEYS[1] meta  HASH
-- KEYS[2] ring  shard channel
-- ARGV[1] time  milliseconds to hold it
-- Answer: {'held', ms at which it ends}, or {'not_open'}
local state, heldUntil = unpack(redis.call('HMGET', KEYS[1], 'state', 'heldUntil'))
if state == 'held' then
  return {'held', heldUntil}
end
if state ~= 'open' then
  return {'not_open'}
end
local time = redis.call('TIME')
local till = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[1]))
redis.call('HSET', KEYS[1], 'state', 'held', 'heldUntil', till)
redis.call('SPUBLISH', KEYS[2], 'spresence|seeker|left')
return {'held', till}
