-- Ends what is overdue: offers go back with their place, the absent are gone, the silent are off duty, places
-- nobody has heard of are free, a known peer is no longer asked alone, patience and breathers are over, and who was
-- looked for while a peer stayed is looked for no longer.
-- ARGV[1] most to end at once  ARGV[2] missed offers in a row after which a duty ends
-- Answer: {count}
local overdue = redis.call('ZRANGEBYSCORE', pool .. 'deadlines', '-inf', ms(now), 'LIMIT', 0, ARGV[1])
for _, member in ipairs(overdue) do
  redis.call('ZREM', pool .. 'deadlines', member)
  local kind, id = string.match(member, '^(%a+):(.*)$')
  if kind == 'offer' and redis.call('EXISTS', offerKey(id)) == 1 then
    local peer = redis.call('HGET', offerKey(id), 'peer')
    rested(peer)
    redis.call('HINCRBY', peerKey(peer), 'expiries', 1)
    local missed = redis.call('HINCRBY', peerKey(peer), 'missed', 1)
    notTaken(redis.call('HGET', offerKey(id), 'ticket'), peer)
    waits((dropOffer(id, 'expired')), 'returned')
    if missed >= tonumber(ARGV[2]) then offDuty(peer, 'missed_offers') end
  elseif kind == 'away' and redis.call('HGET', ticketKey(id), 'state') == 'away' then
    endTicket(id, 'away_too_long')
  elseif kind == 'peer' then
    offDuty(id, 'silent')
  elseif kind == 'place' then
    local peer, conversation = string.match(id, '^([^:]+):(.*)$')
    if redis.call('ZREM', placesKey(peer), conversation) == 1 then
      offerable(peer)
      bell(peer, 'duty|places')
    end
  elseif kind == 'known' then
    fromAnyone(id)
  elseif kind == 'ask' and inLine(redis.call('HGET', ticketKey(id), 'state')) then
    redis.call('HSET', ticketKey(id), 'asked', '1')
    bell(id, 'asked')
  elseif kind == 'look' and inLine(redis.call('HGET', ticketKey(id), 'state')) then
    endTicket(id, 'nobody')
  elseif kind == 'rest' then
    redis.call('HDEL', peerKey(id), 'rest')
    offerable(id)
    bell(id, 'duty|breather')
  end
end
return {tostring(#overdue)}
