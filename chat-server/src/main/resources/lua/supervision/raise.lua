#!lua
-- Raises a flag and rings. Raising the same one again changes nothing.
-- KEYS[1] open     HASH flag id -> flag
-- KEYS[2] flagged  HASH conversation -> count of its open flags that count
-- KEYS[3] bell     shard channel
-- ARGV[1] flag id  ARGV[2] flag, JSON  ARGV[3] conversation id
-- ARGV[4] 1 when it counts: clocks stand and a deletion waits while it is open
-- Answer: {1} when it is new, else {0}
local new = redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2])
if new == 1 then
  if ARGV[4] == '1' then
    redis.call('HINCRBY', KEYS[2], ARGV[3], 1)
  end
  redis.call('SPUBLISH', KEYS[3], ARGV[1])
end
return {new}
