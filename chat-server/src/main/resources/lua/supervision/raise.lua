#!lua
-- Raises a flag and rings. Raising the same one again changes nothing. A supervisor who is in its conversation and whose
-- page is there has it from the start.
-- KEYS[1] open     HASH flag id -> flag
-- KEYS[2] flagged  HASH conversation -> count of its open flags that count
-- KEYS[3] bell     shard channel
-- KEYS[4] claims   HASH flag id -> supervisor|name, <flag id>:line peer
-- KEYS[5] here     ZSET supervisor -> ms at which the lease of being there ends
-- ARGV[1] flag id  ARGV[2] flag, JSON  ARGV[3] conversation id
-- ARGV[4] 1 when it counts: clocks stand and a deletion waits while it is open
-- ARGV[5] supervisor who is in it, person id, empty when none  ARGV[6] their name
-- ARGV[7] line     person id of the peer who crossed a line by it, empty when none did
-- Answer: {1 when it is new, else 0; 1 when it is theirs by this, else 0}
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 0 then
  return {0, 0}
end
if ARGV[4] == '1' then
  redis.call('HINCRBY', KEYS[2], ARGV[3], 1)
end
if ARGV[7] ~= '' then
  redis.call('HSET', KEYS[4], ARGV[1] .. ':line', ARGV[7])
end
local theirs = 0
if ARGV[5] ~= '' then
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  if tonumber(redis.call('ZSCORE', KEYS[5], ARGV[5]) or '0') > now then
    redis.call('HSET', KEYS[4], ARGV[1], ARGV[5] .. '|' .. ARGV[6])
    theirs = 1
  end
end
redis.call('SPUBLISH', KEYS[3], ARGV[1])
return {1, theirs}
