-- A conversation needs another peer: a new ticket with the original priority time. The place of the earlier peer
-- is free, or stays theirs until another has come, where they go on talking meanwhile.
-- ARGV[1] conversation  ARGV[2] new ticket  ARGV[3] band  ARGV[4] its head start, ms  ARGV[5] life, ms
-- ARGV[6] the peer who stays meanwhile, or empty  ARGV[7] how long to look for another then, ms
-- Answer: {ticket that waits, or waited until another came}, or {} when there is no such conversation
local talk = talkKey(ARGV[1])
local before, peer, stays = unpack(redis.call('HMGET', talk, 'ticket', 'peer', 'stays'))
if not before then return {} end
local function placeIsFree(whose)
  placeFreed(whose, ARGV[1])
  rested(whose)
  offerable(whose)
  bell(whose, 'duty|places')
end
if peer == '' then
  -- Who was to stay until another has come does not.
  if stays and ARGV[6] == '' then
    redis.call('HDEL', talk, 'stays')
    notDue('look', before)
    placeIsFree(stays)
  end
  return {before}
end
if ARGV[6] ~= '' and ARGV[6] ~= peer then return {before} end
local ticket, key = ARGV[2], ticketKey(ARGV[2])
-- It is the same again where one was looked for before and nobody came.
if before ~= ticket then
  if redis.call('COPY', ticketKey(before), key) == 0 then return {} end
  redis.call('DEL', ticketKey(before))
end
redis.call('PEXPIRE', key, ARGV[5])
redis.call('HDEL', key, 'known', 'only')
local avoid, arrived, priority = unpack(redis.call('HMGET', key, 'avoid', 'arrived', 'priority'))
redis.call('HSET', key, 'avoid', avoid == '' and peer or avoid .. ',' .. peer, 'since', ms(now))
redis.call('HINCRBY', key, 'turn', 1)
local raised = tonumber(arrived) - tonumber(ARGV[4])
if raised < tonumber(priority) then redis.call('HSET', key, 'band', ARGV[3], 'priority', ms(raised)) end
redis.call('HSET', talk, 'ticket', ticket, 'peer', '')
if ARGV[6] == '' then
  redis.call('HDEL', talk, 'stays')
  placeIsFree(peer)
else
  redis.call('HSET', talk, 'stays', peer)
  due('look', ticket, now + tonumber(ARGV[7]))
end
bePatient(ticket)
waits(ticket, 'joined')
return {ticket}
