-- Raises a ticket to a more urgent band; a priority time never becomes later. Who is in danger waits for nobody in
-- particular.
-- ARGV[1] ticket  ARGV[2] band  ARGV[3] head start, ms
-- Answer: {'raised'} or {'gone'}
local key = ticketKey(ARGV[1])
local state, arrived, priority, language, offer =
  unpack(redis.call('HMGET', key, 'state', 'arrived', 'priority', 'language', 'offer'))
if not inLine(state) then return {'gone'} end
local raised = tonumber(arrived) - tonumber(ARGV[3])
if raised >= tonumber(priority) then return {'raised'} end
fromAnyone(ARGV[1])
if state == 'waiting' then outOfBuckets(ARGV[1]) end
redis.call('HSET', key, 'band', ARGV[2], 'priority', ms(raised))
redis.call('HINCRBY', key, 'version', 1)
if state == 'waiting' then intoBuckets(ARGV[1]) end
if state == 'away' then
  redis.call('ZADD', pool .. 'absent', ms(raised), ARGV[1])
else
  redis.call('ZADD', pool .. 'line:' .. language, ms(raised), ARGV[1])
end
-- A peer who may not take somebody in such danger does not keep the offer.
if offer and ARGV[2] == 'imminent' then
  local peer = redis.call('HGET', offerKey(offer), 'peer')
  if redis.call('HGET', peerKey(peer), 'level') == 'supervised' then
    waits((dropOffer(offer, 'withdrawn')), 'returned')
  end
end
lineMoved(language, 'urgent')
return {'raised'}
