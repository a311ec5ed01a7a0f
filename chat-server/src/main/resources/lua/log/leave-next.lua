#!lua
-- Keeps what its peer would like the next person to know, about a conversation that is over, replacing what was there.
-- KEYS[1] meta  HASH
-- ARGV[1] peer     person id
-- ARGV[2] next     sealed bytes
-- ARGV[3] history  the server's
-- Answer: {'kept'}, or {'gone'} when it is not theirs, not over, or to be deleted
local state, peer, gone = unpack(redis.call('HMGET', KEYS[1], 'state', 'peer', 'deleteAsked'))
if state ~= 'closed' or peer ~= ARGV[1] or gone then
  return {'gone'}
end
redis.call('HSET', KEYS[1], 'next', ARGV[2])
return {'kept'}
