-- The offer that a peer has open, if any.
-- ARGV[1] peer
-- Answer: {offer, language, topics, wants, expires ms}, or {}
local offer = redis.call('HGET', peerKey(ARGV[1]), 'offer')
if not offer then return {} end
local ticket, expires = unpack(redis.call('HMGET', offerKey(offer), 'ticket', 'expires'))
local t = redis.call('HMGET', ticketKey(ticket), 'language', 'topics', 'wants')
return {offer, t[1], t[2], t[3], expires}
