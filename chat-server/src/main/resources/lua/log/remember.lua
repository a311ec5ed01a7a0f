#!lua
-- Remembers how much danger there is while a seeker waits, when that is more than before.
-- KEYS[1] meta  HASH
-- ARGV[1] level    0 to 6
-- ARGV[2] history  the server's
-- Answer: {'rose'}, {'as before'}, or {'gone'} when the conversation is not waiting (any more)
local state, level = unpack(redis.call('HMGET', KEYS[1], 'state', 'level'))
if state ~= 'waiting' then
  return {'gone'}
end
if tonumber(ARGV[1]) <= tonumber(level) then
  return {'as before'}
end
redis.call('HSET', KEYS[1], 'level', ARGV[1])
return {'rose'}
