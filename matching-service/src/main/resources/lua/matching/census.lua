-- Who is there.
-- Answer: {waiting, longest wait ms, on duty, free places}
local waiting, first = 0, now
for _, language in ipairs(redis.call('SMEMBERS', pool .. 'languages')) do
  local line = pool .. 'line:' .. language
  waiting = waiting + redis.call('ZCARD', line)
  -- Priority time may be ahead of arrival, so the longest wait is asked of the first few.
  for _, id in ipairs(redis.call('ZRANGE', line, 0, 9)) do
    first = math.min(first, tonumber(redis.call('HGET', ticketKey(id), 'arrived')))
  end
end
local free = 0
for _, id in ipairs(redis.call('ZRANGE', pool .. 'onduty', 0, 999)) do
  local capacity = redis.call('HGET', peerKey(id), 'capacity')
  free = free + math.max(0, tonumber(capacity) - redis.call('SCARD', placesKey(id)))
end
return {tostring(waiting), ms(now - first), tostring(redis.call('ZCARD', pool .. 'onduty')), tostring(free)}
