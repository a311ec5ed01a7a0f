#!lua
-- Its seeker needs a moment: the quiet clock of an open conversation stands for a while, and then begins anew. A message
-- does not shorten that, so the peer may say that it is fine. They wait for no words meanwhile.
-- KEYS[1] meta  HASH
-- KEYS[2] due   ZSET
-- KEYS[3] ring  shard channel
-- ARGV[1] conversation id
-- ARGV[2] quiet        milliseconds without a message after which to look at it
-- ARGV[3] history      the server's
-- Answer: {'told'}, or {'not_open'}
local state, seq = unpack(redis.call('HMGET', KEYS[1], 'state', 'seq'))
if state ~= 'open' then
  return {'not_open'}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local till = string.format('%.0f', now + tonumber(ARGV[2]))
redis.call('HSET', KEYS[1], 'quiet', 'moment|' .. seq .. '|' .. till)
redis.call('HDEL', KEYS[1], 'waits')
redis.call('ZADD', KEYS[2], till, ARGV[1])
redis.call('SPUBLISH', KEYS[3], 'squiet|moment|0')
return {'told'}
