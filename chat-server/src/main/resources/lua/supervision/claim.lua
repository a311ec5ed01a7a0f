#!lua
-- A supervisor has a flag, alone, for as long as they are there. Of several who claim it one gets it; claiming again
-- what is one's own changes nothing, what somebody had who is not there any more is free, and whoever has it may have
-- asked for this one.
-- KEYS[1] open    HASH flag id -> flag
-- KEYS[2] claims  HASH flag id -> supervisor|name, <flag id>:since ms, <flag id>:loud 1 or 2,
--                <flag id>:asked supervisor|name
-- KEYS[3] here    ZSET supervisor -> ms at which the lease of being there ends
-- KEYS[4] bell    shard channel
-- ARGV[1] flag id  ARGV[2] supervisor, person id  ARGV[3] their name
-- Answer: {'yours'}, {'taken'}, or {'closed'} when there is no such flag
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then
  return {'closed'}
end
local claim = redis.call('HGET', KEYS[2], ARGV[1])
local holder = claim and string.match(claim, '^([^|]*)|')
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local asked = string.match(redis.call('HGET', KEYS[2], ARGV[1] .. ':asked') or '', '^([^|]*)|')
if holder and holder ~= ARGV[2] and asked ~= ARGV[2] and tonumber(redis.call('ZSCORE', KEYS[3], holder) or '0') > now then
  return {'taken'}
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2] .. '|' .. ARGV[3])
redis.call('HDEL', KEYS[2], ARGV[1] .. ':since', ARGV[1] .. ':loud')
if holder ~= ARGV[2] then
  redis.call('HDEL', KEYS[2], ARGV[1] .. ':asked')
  redis.call('SPUBLISH', KEYS[4], ARGV[1])
end
return {'yours'}
