#!lua
-- One step of the usual time of an open conversation: both are told that it is nearly over, and then that it is.
-- Nothing is closed by it. While its clock stands it is looked at again after a while, and nobody is told; it stands as
-- well while its seeker is waited for, who may come back.
-- KEYS[1] meta  HASH
-- KEYS[2] due   ZSET
-- KEYS[3] ring  shard channel
-- ARGV[1] member       what stands for this time in what is due
-- ARGV[2] now          milliseconds, of the clock that found it due
-- ARGV[3] notice       milliseconds before the end at which both are told
-- ARGV[4] again        milliseconds after which to look again, while the clock stands; else 0
-- ARGV[5] history      the server's
-- Answer: {'told'}, {'stands'}, or {'not_yet'} when it is not due, or there is nothing to tell any more
local at = redis.call('ZSCORE', KEYS[2], ARGV[1])
if not at or tonumber(at) > tonumber(ARGV[2]) then
  return {'not_yet'}
end
local state, usual = unpack(redis.call('HMGET', KEYS[1], 'state', 'time'))
local stage, ends = string.match(usual or '', '^(%a+)|%d+|(%d+)$')
if state == 'held' and ARGV[4] == '0' then
  return {'not_yet'}
end
if (state ~= 'open' and state ~= 'held') or not stage then
  -- Whoever comes in next begins it anew.
  redis.call('ZREM', KEYS[2], ARGV[1])
  return {'not_yet'}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if ARGV[4] ~= '0' then
  redis.call('ZADD', KEYS[2], string.format('%.0f', now + tonumber(ARGV[4])), ARGV[1])
  return {'stands'}
end
if stage == 'ten' then
  redis.call('HSET', KEYS[1], 'time', 'over|0|' .. ends)
  redis.call('ZREM', KEYS[2], ARGV[1])
  redis.call('SPUBLISH', KEYS[3], 'stime|over|0')
  return {'told'}
end
-- Also where the clock stood until now, what is told is so.
local till = string.format('%.0f', now + tonumber(ARGV[3]))
local minutes = string.format('%d', tonumber(ARGV[3]) / 60000)
redis.call('HSET', KEYS[1], 'time', 'ten|' .. minutes .. '|' .. till)
redis.call('ZADD', KEYS[2], till, ARGV[1])
redis.call('SPUBLISH', KEYS[3], 'stime|ten|' .. minutes)
return {'told'}
