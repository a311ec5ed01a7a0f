#!lua
-- Destroys a conversation that is over, with its key and everything in it.
-- KEYS[1] meta  HASH
-- KEYS[2] log   STREAM
-- KEYS[3] ids   HASH
-- KEYS[4] due   ZSET
-- KEYS[5] withheld  HASH
-- KEYS[6] whispers  HASH
-- KEYS[7] readers   HASH
-- KEYS[8] have-read SET
-- ARGV[1] conversation  id
-- ARGV[2] history       the server's
-- Answer: {'destroyed'}, or {'not_closed'}
local state = redis.call('HGET', KEYS[1], 'state')
if state and state ~= 'closed' then
  return {'not_closed'}
end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3], KEYS[5], KEYS[6], KEYS[7], KEYS[8])
redis.call('ZREM', KEYS[4], ARGV[1])
return {'destroyed'}
