#!lua
-- The quiet clock of an open conversation begins anew: its seeker is there, though nobody writes, or something in it is
-- flagged. One that is held because it grew quiet is open again, until it is closed; one that its seeker left is not.
-- Where only the clock opened it, nobody knows whether its seeker is there until they do something.
-- KEYS[1] meta  HASH
-- KEYS[2] due   ZSET
-- KEYS[3] ring  shard channel
-- ARGV[1] conversation id
-- ARGV[2] quiet        milliseconds without a message after which to look at it
-- ARGV[3] seeker       1 when they say it, 0 for the clock
-- ARGV[4] history      the server's
-- Answer: {'there'}, or {'not_open'}
local state, quiet = unpack(redis.call('HMGET', KEYS[1], 'state', 'quiet'))
local asleep = state == 'held' and string.match(quiet or '', '^held|')
if state ~= 'open' and not asleep then
  return {'not_open'}
end
if asleep then
  redis.call('HSET', KEYS[1], 'state', 'open')
  redis.call('HDEL', KEYS[1], 'heldUntil', 'waits')
  if ARGV[3] ~= '1' then
    redis.call('HSET', KEYS[1], 'unseen', '1')
    redis.call('SPUBLISH', KEYS[3], 'spresence|seeker|away')
  end
end
if ARGV[3] == '1' and (redis.call('HDEL', KEYS[1], 'unseen') == 1 or asleep) then
  redis.call('SPUBLISH', KEYS[3], 'spresence|seeker|here')
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[2], string.format('%.0f', now + tonumber(ARGV[2])), ARGV[1])
if quiet then
  redis.call('HDEL', KEYS[1], 'quiet')
  redis.call('SPUBLISH', KEYS[3], 'squiet|over|0')
end
return {'there'}
