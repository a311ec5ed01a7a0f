-- Makes an offer, unless the lease is another engine's, or the ticket or the peer changed since they were
-- looked at. A seeker for whom nobody listens is away; a peer for whom nobody listens is off duty and the
-- ticket keeps its place, both at once.
-- ARGV[1] owner  ARGV[2] token  ARGV[3] how long the lease lasts, ms
-- ARGV[4] ticket  ARGV[5] its version  ARGV[6] peer  ARGV[7] its version  ARGV[8] offer
-- ARGV[9] how long it is held, ms  ARGV[10] how long a place is kept for the absent, ms  ARGV[11] why
-- Answer: {'offered'}, {'stale'}, {'unheard'}, {'absent'} or {'not_mine'}
local owner, token = unpack(redis.call('HMGET', pool .. 'lease', 'owner', 'token'))
if owner ~= ARGV[1] or token ~= ARGV[2] then return {'not_mine'} end
redis.call('PEXPIRE', pool .. 'lease', ARGV[3])
local ticket, peer, offer = ARGV[4], ARGV[6], ARGV[8]
local state, version, conversation, language, topics, wants = unpack(redis.call('HMGET',
  ticketKey(ticket), 'state', 'version', 'conversation', 'language', 'topics', 'wants'))
local on, peerVersion, free = unpack(redis.call('HMGET', peerKey(peer), 'on', 'version', 'free'))
if state ~= 'waiting' or version ~= ARGV[5] or on ~= '1' or peerVersion ~= ARGV[7] or not free then
  return {'stale'}
end
if bell(ticket, 'offered') == 0 then
  goAway(ticket, ARGV[10])
  return {'absent'}
end
local expires = ms(now + tonumber(ARGV[9]))
outOfBuckets(ticket)
setTicket(ticket, 'offered')
redis.call('HSET', ticketKey(ticket), 'offer', offer)
redis.call('HSET', offerKey(offer), 'ticket', ticket, 'peer', peer, 'conversation', conversation,
  'expires', expires, 'why', ARGV[11])
due('offer', offer, tonumber(expires))
redis.call('ZADD', placesKey(peer), '+inf', conversation)
redis.call('HSET', peerKey(peer), 'offer', offer)
offerable(peer)
local told = table.concat({'offered', offer, language, topics, wants, expires}, '|')
if bell(peer, told) == 0 then
  offDuty(peer, false)
  redis.call('HSET', peerKey(peer), 'unheard', '1')
  return {'unheard'}
end
redis.call('HINCRBY', peerKey(peer), 'offers', 1)
return {'offered'}
