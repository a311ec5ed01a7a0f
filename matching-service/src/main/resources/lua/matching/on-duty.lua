-- Goes on duty, or changes it. Without a place that a level allows, the duty stays off.
-- ARGV[1] peer  ARGV[2] places  ARGV[3] languages, with commas  ARGV[4] topics, with commas
-- ARGV[5] level  ARGV[6] cleared, 1 or 0  ARGV[7] silence after which the duty ends, ms
-- ARGV[8] topics they would rather not take this shift, with commas
-- Answer: {on, capacity, taken, rests until ms or empty, topics, topics they avoid}
local key = peerKey(ARGV[1])
local was = redis.call('HGET', key, 'on')
if was == '1' then count(ARGV[1], -1) end
if was then
  -- Out of the buckets of what was chosen before.
  redis.call('HSET', key, 'on', '0')
  offerable(ARGV[1])
end
local avoided = {}
for _, topic in ipairs(split(ARGV[8])) do avoided[topic] = true end
local bases = {'peer.' .. ARGV[1]}
for _, language in ipairs(split(ARGV[3])) do
  bases[#bases + 1] = language .. '.any'
  for _, topic in ipairs(split(ARGV[4])) do
    if not avoided[topic] then bases[#bases + 1] = language .. '.' .. topic end
  end
end
local class = (ARGV[5] == 'independent' and 'n' or 's') .. (ARGV[6] == '1' and 'c' or '')
local on = tonumber(ARGV[2]) > 0
redis.call('HSET', key, 'on', on and '1' or '0', 'capacity', ARGV[2], 'languages', ARGV[3],
  'topics', ARGV[4], 'level', ARGV[5], 'cleared', ARGV[6], 'class', class,
  'bases', table.concat(bases, ','), 'avoid', on and ARGV[8] or '')
redis.call('HSETNX', key, 'rested', ms(now))
redis.call('HDEL', key, 'unheard')
if was ~= '1' then
  redis.call('HSET', key, 'missed', '0', 'offers', '0', 'accepts', '0', 'declines', '0', 'expiries', '0')
end
if on then
  redis.call('ZADD', pool .. 'onduty', ms(now), ARGV[1])
  due('peer', ARGV[1], now + tonumber(ARGV[7]))
  count(ARGV[1], 1)
  offerable(ARGV[1])
  -- Nobody is held for them, or waits for them alone, whom they would rather not take.
  local offer = redis.call('HGET', key, 'offer')
  if offer then
    local ticket = redis.call('HGET', offerKey(offer), 'ticket')
    if avoids(ARGV[1], redis.call('HGET', ticketKey(ticket), 'topics')) then
      waits((dropOffer(offer, 'withdrawn')), 'returned')
    end
  end
  nobodysAlone(ARGV[1], true)
end
dutyMoved(ARGV[1])
return duty(ARGV[1])
