#!lua
-- Whoever has a flag asks another supervisor to have it; until that one does, it stays with them.
-- KEYS[1] claims  HASH flag id -> supervisor|name, <flag id>:asked supervisor|name
-- KEYS[2] bell    shard channel
-- ARGV[1] flag id  ARGV[2] who has it, person id  ARGV[3] who is asked, person id  ARGV[4] their name
-- Answer: {1}, or {0} when it is not theirs
local claim = redis.call('HGET', KEYS[1], ARGV[1])
if not claim or string.match(claim, '^([^|]*)|') ~= ARGV[2] then
  return {0}
end
redis.call('HSET', KEYS[1], ARGV[1] .. ':asked', ARGV[3] .. '|' .. ARGV[4])
redis.call('SPUBLISH', KEYS[2], ARGV[1])
return {1}
