#!lua
-- One step of the quiet clock of an open conversation: its seeker is asked whether they are there, its peer is told,
-- both are warned, and then it is held, so that whoever fell asleep can still come back. A message begins it anew; where it stood is known with the number of
-- the last message, so that nothing has to be written for that.
-- KEYS[1] meta  HASH
-- KEYS[2] due   ZSET
-- KEYS[3] ring  shard channel
-- ARGV[1] conversation id
-- ARGV[2] now          milliseconds, of the clock that found it due
-- ARGV[3] ARGV[4] ARGV[5]  milliseconds from 'still' to 'peer', from there to 'closing', and from there to the end
-- ARGV[6] held         milliseconds to hold it then
-- ARGV[7] history      the server's
-- Answer: {'told'}, or {'not_yet'} when it is not due, or not open any more
local state, seq, quiet = unpack(redis.call('HMGET', KEYS[1], 'state', 'seq', 'quiet'))
local at = redis.call('ZSCORE', KEYS[2], ARGV[1])
if state ~= 'open' or not at or tonumber(at) > tonumber(ARGV[2]) then
  return {'not_yet'}
end
local stage, since = string.match(quiet or '', '^(%a+)|(%d+)')
if since ~= seq then
  stage = nil
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if stage == 'closing' then
  local till = string.format('%.0f', now + tonumber(ARGV[6]))
  redis.call('HSET', KEYS[1], 'state', 'held', 'heldUntil', till, 'quiet', 'held|' .. seq .. '|' .. till)
  redis.call('ZADD', KEYS[2], till, ARGV[1])
  redis.call('SPUBLISH', KEYS[3], 'spresence|seeker|left')
  redis.call('SPUBLISH', KEYS[3], 'squiet|held|' .. till)
  return {'told'}
end
local nextStage, after = 'still', ARGV[3]
if stage == 'still' then
  nextStage, after = 'peer', ARGV[4]
elseif stage == 'peer' then
  nextStage, after = 'closing', ARGV[5]
end
local till = string.format('%.0f', now + tonumber(after))
redis.call('HSET', KEYS[1], 'quiet', nextStage .. '|' .. seq .. '|' .. till)
redis.call('ZADD', KEYS[2], till, ARGV[1])
redis.call('SPUBLISH', KEYS[3], 'squiet|' .. nextStage .. '|' .. till)
return {'told'}
