#!lua
-- Ends a conversation for good, and rings. Ending it again changes nothing.
-- KEYS[1] meta  HASH
-- KEYS[2] ring  shard channel
-- ARGV[1] why   code
-- Answer: {'closed'} now or since before, or {'none'} when it never opened
local state = redis.call('HGET', KEYS[1], 'state')
if not state or state == 'waiting' then
  return {'none'}
end
if state ~= 'closed' then
  redis.call('HSET', KEYS[1], 'state', 'closed', 'why', ARGV[1])
  redis.call('SPUBLISH', KEYS[2], 'sclosed|' .. ARGV[1])
end
return {'closed'}
