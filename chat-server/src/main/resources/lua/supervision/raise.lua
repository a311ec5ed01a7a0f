#!lua
-- Raises a flag and rings. Raising the same one again changes nothing.
-- KEYS[1] open  HASH
-- KEYS[2] bell  channel
-- ARGV[1] flag id  ARGV[2] flag, JSON
-- Answer: 1 when it is new, else 0
local new = redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2])
if new == 1 then
  redis.call('PUBLISH', KEYS[2], ARGV[1])
end
return new
