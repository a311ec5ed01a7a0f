-- Makes an offer, unless the ticket or the peer changed since they were looked at. When nobody listens
-- the peer goes off duty and the ticket keeps its place, at once.
-- ARGV[1] ticket  ARGV[2] its version  ARGV[3] peer  ARGV[4] its version  ARGV[5] offer
-- ARGV[6] how long it is held, ms
-- Answer: {'offered'}, {'stale'} or {'unheard'}
local state, version, conversation, language =
  unpack(redis.call('HMGET', ticketKey(ARGV[1]), 'state', 'version', 'conversation', 'language'))
local on, peerVersion, capacity, open =
  unpack(redis.call('HMGET', peerKey(ARGV[3]), 'on', 'version', 'capacity', 'offer'))
if state ~= 'waiting' or version ~= ARGV[2] or on ~= '1' or peerVersion ~= ARGV[4] or open
    or redis.call('SCARD', placesKey(ARGV[3])) >= tonumber(capacity) then
  return {'stale'}
end
local expires = ms(now + tonumber(ARGV[6]))
outOfBuckets(ARGV[1])
setTicket(ARGV[1], 'offered')
redis.call('HSET', ticketKey(ARGV[1]), 'offer', ARGV[5])
redis.call('HSET', offerKey(ARGV[5]), 'ticket', ARGV[1], 'peer', ARGV[3],
  'conversation', conversation, 'expires', expires)
redis.call('ZADD', pool .. 'deadlines', expires, 'offer:' .. ARGV[5])
redis.call('SADD', placesKey(ARGV[3]), conversation)
redis.call('HSET', peerKey(ARGV[3]), 'offer', ARGV[5])
offerable(ARGV[3])
if bell(ARGV[3], 'offered|' .. ARGV[5]) == 0 then
  offDuty(ARGV[3])
  return {'unheard'}
end
return {'offered'}
