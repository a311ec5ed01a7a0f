-- Declines an offer; the ticket goes back with its place. The peer goes to the end of the rested ones,
-- so that the next look asks somebody else first. A known peer is no longer preferred.
-- ARGV[1] peer  ARGV[2] offer
-- Answer: {'done'} or {'gone'}
if redis.call('HGET', offerKey(ARGV[2]), 'peer') ~= ARGV[1] then return {'gone'} end
redis.call('HSET', peerKey(ARGV[1]), 'rested', ms(now), 'missed', '0')
redis.call('HINCRBY', peerKey(ARGV[1]), 'declines', 1)
notTaken(redis.call('HGET', offerKey(ARGV[2]), 'ticket'), ARGV[1])
waits((dropOffer(ARGV[2], false)), 'returned')
return {'done'}
