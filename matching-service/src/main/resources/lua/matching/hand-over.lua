-- A conversation needs another peer: a new ticket with the original priority time, and the place of the
-- earlier peer is free.
-- ARGV[1] conversation  ARGV[2] new ticket  ARGV[3] band  ARGV[4] its head start, ms  ARGV[5] life, ms
-- Answer: {ticket that waits}, or {} when there is no such conversation
local talk = talkKey(ARGV[1])
local before, peer = unpack(redis.call('HMGET', talk, 'ticket', 'peer'))
if not before then return {} end
if peer == '' then return {before} end
local ticket, key = ARGV[2], ticketKey(ARGV[2])
if redis.call('COPY', ticketKey(before), key) == 0 then return {} end
redis.call('DEL', ticketKey(before))
redis.call('PEXPIRE', key, ARGV[5])
redis.call('HDEL', key, 'known', 'only')
local avoid, arrived, priority = unpack(redis.call('HMGET', key, 'avoid', 'arrived', 'priority'))
redis.call('HSET', key, 'avoid', avoid == '' and peer or avoid .. ',' .. peer, 'since', ms(now))
redis.call('HINCRBY', key, 'turn', 1)
local raised = tonumber(arrived) - tonumber(ARGV[4])
if raised < tonumber(priority) then redis.call('HSET', key, 'band', ARGV[3], 'priority', ms(raised)) end
redis.call('HSET', talk, 'ticket', ticket, 'peer', '')
placeFreed(peer, ARGV[1])
rested(peer)
offerable(peer)
bell(peer, 'duty|places')
bePatient(ticket)
waits(ticket, 'joined')
return {ticket}
