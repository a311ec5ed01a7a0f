#!lua
-- Destroys a conversation that never opened, with its key and its note.
-- KEYS[1] meta  HASH
-- KEYS[2] due   ZSET
-- ARGV[1] conversation  id
-- ARGV[2] history       the server's
-- Answer: {'destroyed'} or {'not_waiting'}
local state, earlier = unpack(redis.call('HMGET', KEYS[1], 'state', 'earlier'))
if state ~= 'waiting' or earlier then
  return {'not_waiting'}
end
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return {'destroyed'}
