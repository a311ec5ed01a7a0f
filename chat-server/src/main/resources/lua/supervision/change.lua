#!lua
-- Writes an open flag anew and rings; one that was closed meanwhile stays closed.
-- KEYS[1] open  HASH flag id -> flag
-- KEYS[2] bell  shard channel
-- ARGV[1] flag id  ARGV[2] flag, JSON
-- Answer: {1} when it is open, else {0}
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then
  return {0}
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('SPUBLISH', KEYS[2], ARGV[1])
return {1}
