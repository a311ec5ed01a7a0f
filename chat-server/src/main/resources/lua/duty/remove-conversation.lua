#!lua
-- A peer is in a conversation no more, and may say for a while how it was.
-- KEYS[1] open  SET of the peer's conversations
-- KEYS[2] was   HASH of this one
-- ARGV[1] conversation  id  ARGV[2] remembered  milliseconds
-- Answer: {1} when they were in it, else {0}
local was = redis.call('SREM', KEYS[1], ARGV[1])
if was == 1 then
  redis.call('HSET', KEYS[2], 'left', '1')
  redis.call('PEXPIRE', KEYS[2], ARGV[2])
end
return {was}
