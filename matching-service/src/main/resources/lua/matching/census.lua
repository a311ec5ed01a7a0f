-- Who is there.
-- Answer: {waiting, longest wait ms, on duty, free places, supervisors}
local first = redis.call('ZRANGE', pool .. 'arrived', 0, 0, 'WITHSCORES')[2]
local free = 0
for _, id in ipairs(redis.call('ZRANGE', pool .. 'onduty', 0, 999)) do
  local capacity = redis.call('HGET', peerKey(id), 'capacity')
  free = free + math.max(0, tonumber(capacity) - redis.call('ZCARD', placesKey(id)))
end
return {tostring(redis.call('ZCARD', pool .. 'arrived')), ms(first and now - tonumber(first) or 0),
  tostring(redis.call('ZCARD', pool .. 'onduty')), tostring(free), tostring(supervisorsHere())}
