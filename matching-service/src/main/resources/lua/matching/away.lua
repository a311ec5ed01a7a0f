-- The seeker's socket dropped: skipped by claims, out of the line, its priority time kept.
-- ARGV[1] ticket  ARGV[2] for how long, ms
-- Answer: {'away'} or {'gone'}
local state, offer = unpack(redis.call('HMGET', ticketKey(ARGV[1]), 'state', 'offer'))
if state == 'away' then return {'away'} end
if state ~= 'waiting' and state ~= 'offered' then return {'gone'} end
if offer then
  dropOffer(offer, 'withdrawn')
  redis.call('HDEL', ticketKey(ARGV[1]), 'offer')
end
outOfLine(ARGV[1])
setTicket(ARGV[1], 'away')
redis.call('ZADD', pool .. 'deadlines', ms(now + tonumber(ARGV[2])), 'away:' .. ARGV[1])
return {'away'}
