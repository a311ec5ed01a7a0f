#!lua
-- Ends a conversation for good, and rings. Ending it again changes nothing. How its seeker can be reached goes at once,
-- and so does what they wrote in line for a next peer.
-- One that its seeker left is not ended for that once they are back, whoever found it held before; nor before its time
-- where they left once more since then.
-- KEYS[1] meta  HASH
-- KEYS[2] ring  shard channel
-- KEYS[3] due   ZSET
-- ARGV[1] why           code
-- ARGV[2] conversation  id
-- ARGV[3] history       the server's
-- Answer: {'closed'} now or since before, {'open'} when its seeker is back or may come back, or {'none'} when it never
--   opened
local state, earlier, quiet = unpack(redis.call('HMGET', KEYS[1], 'state', 'earlier', 'quiet'))
if not state or (state == 'waiting' and not earlier) then
  return {'none'}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if ARGV[1] == 'left' then
  local at = state == 'held' and redis.call('ZSCORE', KEYS[3], ARGV[2])
  if state == 'open' or (at and now < tonumber(at)) then
    return {'open'}
  end
end
-- Who did not come back after it grew quiet did not leave.
local asleep = state == 'held' and ARGV[1] == 'left' and string.match(quiet or '', '^held|')
local why = asleep and 'quiet' or ARGV[1]
if state ~= 'closed' then
  local at = string.format('%.0f', now)
  redis.call('HSET', KEYS[1], 'state', 'closed', 'why', why, 'closedAt', at)
  redis.call('HDEL', KEYS[1], 'contact', 'contactValue', 'contactOf', 'contactBefore', 'note',
    'noteId', 'noteDigest')
  redis.call('ZADD', KEYS[3], at, ARGV[2])
  redis.call('SPUBLISH', KEYS[2], 'sclosed|' .. why)
end
return {'closed'}
