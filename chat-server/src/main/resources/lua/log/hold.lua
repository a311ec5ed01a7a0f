#!lua
-- Holds an open conversation whose seeker left, and rings.
-- KEYS[1] meta  HASH
-- KEYS[2] ring  shard channel
-- KEYS[3] due   ZSET
-- ARGV[1] time          milliseconds to hold it
-- ARGV[2] conversation  id
-- ARGV[3] history       the server's
-- Answer: {'held', ms at which it ends}, or {'not_open'}
local state, heldUntil = unpack(redis.call('HMGET', KEYS[1], 'state', 'heldUntil'))
if state == 'held' then
  -- Whoever leaves is not asleep any more: nothing but their words opens it again.
  redis.call('HDEL', KEYS[1], 'quiet')
  return {'held', heldUntil}
end
if state ~= 'open' then
  return {'not_open'}
end
local time = redis.call('TIME')
local till = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[1]))
redis.call('HSET', KEYS[1], 'state', 'held', 'heldUntil', till)
redis.call('HDEL', KEYS[1], 'quiet')
redis.call('ZADD', KEYS[3], till, ARGV[2])
redis.call('SPUBLISH', KEYS[2], 'spresence|seeker|left')
return {'held', till}
