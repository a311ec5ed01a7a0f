-- Takes an offer: checks the attempt, ends the wait, and puts the match in the outbox, in one step.
-- ARGV[1] peer  ARGV[2] offer  ARGV[3] how long the ticket is remembered, ms
-- Answer: {'done'} or {'gone'}
local ticket, peer, conversation =
  unpack(redis.call('HMGET', offerKey(ARGV[2]), 'ticket', 'peer', 'conversation'))
if peer ~= ARGV[1] then return {'gone'} end
local arrived = redis.call('HGET', ticketKey(ticket), 'arrived')
redis.call('DEL', offerKey(ARGV[2]))
redis.call('ZREM', pool .. 'deadlines', 'offer:' .. ARGV[2])
redis.call('HDEL', peerKey(peer), 'offer')
redis.call('HSET', peerKey(peer), 'rested', ms(now))
redis.call('HDEL', ticketKey(ticket), 'offer')
outOfLine(ticket)
setTicket(ticket, 'matched')
redis.call('PEXPIRE', ticketKey(ticket), ARGV[3])
redis.call('XADD', pool .. 'out', '*', 'ticket', ticket, 'conversation', conversation,
  'peer', peer, 'arrived', arrived, 'accepted', ms(now))
offerable(peer)
bell(ticket, 'matched')
return {'done'}
