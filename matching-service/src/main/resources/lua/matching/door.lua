-- Who is there for a language, and how it looks for somebody who comes now and takes anyone.
-- ARGV[1] language
-- Answer: {places of peers on duty, supervisors, waiting, waiting for anyone, free peers, conversations observed,
--   their mean length in minutes, ms}
local base = ARGV[1] .. '.any'
local places, free, rivals = 0, 0, 0
for _, class in ipairs(CLASSES) do
  places = places + tonumber(redis.call('HGET', pool .. 'capacity', base .. '.' .. class) or '0')
  free = free + redis.call('ZCARD', pool .. 'free:' .. base .. '.' .. class)
end
for _, gate in ipairs(GATES) do
  rivals = rivals + redis.call('ZCARD', pool .. 'waiting:' .. base .. '.' .. gate)
end
local ahead = redis.call('ZCARD', pool .. 'line:' .. ARGV[1])
local observed, mean = unpack(redis.call('HMGET', pool .. 'lengths', 'observed', 'mean'))
return {tostring(places), tostring(supervisorsHere()), tostring(ahead), tostring(rivals), tostring(free),
  observed or '0', mean or '0', ms(now)}
