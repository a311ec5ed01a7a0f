-- Ends a ticket at once, also while it is offered.
-- ARGV[1] ticket
-- Answer: {'left'} or {'gone'}
local state, offer = unpack(redis.call('HMGET', ticketKey(ARGV[1]), 'state', 'offer'))
if state ~= 'waiting' and state ~= 'offered' and state ~= 'away' then return {'gone'} end
if offer then dropOffer(offer, 'withdrawn') end
outOfLine(ARGV[1])
redis.call('DEL', ticketKey(ARGV[1]))
bell(ARGV[1], 'gone|left')
return {'left'}
