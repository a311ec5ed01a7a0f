-- The socket of a peer lives.
-- ARGV[1] peer  ARGV[2] silence after which the duty ends, ms
-- Answer: {'beat'} or {'off'}
if redis.call('HGET', peerKey(ARGV[1]), 'on') ~= '1' then return {'off'} end
redis.call('ZADD', pool .. 'deadlines', ms(now + tonumber(ARGV[2])), 'peer:' .. ARGV[1])
return {'beat'}
