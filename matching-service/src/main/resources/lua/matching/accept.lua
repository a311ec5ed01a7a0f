-- Takes an offer: checks the attempt, ends the wait, and puts the match in the outbox, in one step.
-- ARGV[1] peer  ARGV[2] offer  ARGV[3] how long the conversation is known of, ms
-- Answer: {'done'} or {'gone'}
local ticket, peer, conversation, why =
  unpack(redis.call('HMGET', offerKey(ARGV[2]), 'ticket', 'peer', 'conversation', 'why'))
if peer ~= ARGV[1] then return {'gone'} end
local since, turn = unpack(redis.call('HMGET', ticketKey(ticket), 'since', 'turn'))
redis.call('DEL', offerKey(ARGV[2]))
notDue('offer', ARGV[2])
redis.call('HDEL', peerKey(peer), 'offer')
redis.call('HSET', peerKey(peer), 'rested', ms(now), 'missed', '0')
redis.call('HINCRBY', peerKey(peer), 'accepts', 1)
redis.call('HDEL', ticketKey(ticket), 'offer', 'only')
outOfLine(ticket, 'served')
forgetTimes(ticket)
setTicket(ticket, 'matched')
redis.call('PEXPIRE', ticketKey(ticket), ARGV[3])
redis.call('HSET', talkKey(conversation), 'ticket', ticket, 'peer', peer, 'since', ms(now))
redis.call('PEXPIRE', talkKey(conversation), ARGV[3])
redis.call('XADD', pool .. 'out', '*', 'ticket', ticket, 'conversation', conversation, 'turn', turn,
  'peer', peer, 'since', since, 'accepted', ms(now), 'why', why)
bell('out', 'look')
offerable(peer)
bell(ticket, 'matched')
return {'done'}
