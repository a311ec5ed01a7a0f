-- Ends what is overdue: offers go back with their place, the absent are gone, the silent are off duty.
-- ARGV[1] most to end at once
-- Answer: {count}
local due = redis.call('ZRANGEBYSCORE', pool .. 'deadlines', '-inf', ms(now), 'LIMIT', 0, ARGV[1])
for _, member in ipairs(due) do
  redis.call('ZREM', pool .. 'deadlines', member)
  local kind, id = string.match(member, '^(%a+):(.*)$')
  if kind == 'offer' and redis.call('EXISTS', offerKey(id)) == 1 then
    redis.call('HSET', peerKey(redis.call('HGET', offerKey(id), 'peer')), 'rested', ms(now))
    waits((dropOffer(id, 'expired')))
  elseif kind == 'away' and redis.call('HGET', ticketKey(id), 'state') == 'away' then
    redis.call('DEL', ticketKey(id))
    bell(id, 'gone|away_too_long')
  elseif kind == 'peer' then
    offDuty(id)
    bell(id, 'duty')
  end
end
return {tostring(#due)}
