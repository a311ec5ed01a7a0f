#!lua
-- The peer of an open conversation adds to its usual time, and both are told.
-- KEYS[1] meta  HASH
-- KEYS[2] due   ZSET
-- KEYS[3] ring  shard channel
-- ARGV[1] peer         person id
-- ARGV[2] member       what stands for this time in what is due
-- ARGV[3] minutes      to add
-- ARGV[4] notice       milliseconds before the end at which both are told
-- ARGV[5] most         times that some may be added
-- ARGV[6] history      the server's
-- Answer: {'done'}, or {'not_yours' | 'closed' | 'left' | 'taken_over' | 'too_fast'}
local state, peer, writes, usual, times =
  unpack(redis.call('HMGET', KEYS[1], 'state', 'peer', 'writes', 'time', 'times'))
if not state or state == 'waiting' or peer ~= ARGV[1] then
  return {'not_yours'}
end
if state == 'closed' then
  return {'closed'}
end
if state == 'held' then
  return {'left'}
end
if writes == 'supervisor' then
  return {'taken_over'}
end
if tonumber(times or '0') >= tonumber(ARGV[5]) then
  return {'too_fast'}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
-- What is over already is not made up for: whoever gets ten minutes has them.
local ends = math.max(now, tonumber(string.match(usual or '', '|(%d+)$') or '0')) + tonumber(ARGV[3]) * 60000
local till = string.format('%.0f', ends)
local minutes = string.format('%d', tonumber(ARGV[4]) / 60000)
if ends - tonumber(ARGV[4]) > now then
  redis.call('HSET', KEYS[1], 'time', 'more|' .. ARGV[3] .. '|' .. till)
  redis.call('ZADD', KEYS[2], string.format('%.0f', ends - tonumber(ARGV[4])), ARGV[2])
else
  -- That so much is left need not be said twice.
  redis.call('HSET', KEYS[1], 'time', 'ten|' .. minutes .. '|' .. till)
  redis.call('ZADD', KEYS[2], till, ARGV[2])
end
redis.call('HINCRBY', KEYS[1], 'times', 1)
redis.call('SPUBLISH', KEYS[3], 'stime|more|' .. ARGV[3])
return {'done'}
