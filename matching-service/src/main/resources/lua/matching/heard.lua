-- Somebody listens for a peer from here on: the offer that they have open, or that they were put off duty
-- because nobody listened, which is told once.
-- ARGV[1] peer
-- Answer: {'offer', offer, language, topics, wants, expires ms}, {'unheard'} or {'nothing'}
local key = peerKey(ARGV[1])
local offer, unheard = unpack(redis.call('HMGET', key, 'offer', 'unheard'))
if offer then
  local ticket, expires = unpack(redis.call('HMGET', offerKey(offer), 'ticket', 'expires'))
  local t = redis.call('HMGET', ticketKey(ticket), 'language', 'topics', 'wants')
  return {'offer', offer, t[1], t[2], t[3], expires}
end
if unheard then
  redis.call('HDEL', key, 'unheard')
  return {'unheard'}
end
return {'nothing'}
