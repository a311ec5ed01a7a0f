#!lua
-- A supervisor lets a flag of theirs go, so that somebody else can have it. The time in which nobody has it begins anew.
-- KEYS[1] claims  HASH flag id -> supervisor|name, <flag id>:since ms, <flag id>:loud 1 or 2
-- KEYS[2] bell    shard channel
-- ARGV[1] flag id  ARGV[2] supervisor, person id
-- Answer: {'free'}, or {'not_yours'}
local claim = redis.call('HGET', KEYS[1], ARGV[1])
if not claim or string.match(claim, '^([^|]*)|') ~= ARGV[2] then
  return {'not_yours'}
end
local time = redis.call('TIME')
redis.call('HDEL', KEYS[1], ARGV[1], ARGV[1] .. ':asked')
redis.call('HSET', KEYS[1], ARGV[1] .. ':since', string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)))
redis.call('SPUBLISH', KEYS[2], ARGV[1])
return {'free'}
