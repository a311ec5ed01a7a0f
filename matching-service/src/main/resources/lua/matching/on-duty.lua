-- Goes on duty, or changes it.
-- ARGV[1] peer  ARGV[2] capacity  ARGV[3] languages, with commas  ARGV[4] topics, with commas
-- ARGV[5] silence after which the duty ends, ms
-- Answer: {on, capacity, taken}
local key = peerKey(ARGV[1])
if redis.call('EXISTS', key) == 1 then
  -- Out of the buckets of what was chosen before.
  local on = redis.call('HGET', key, 'on')
  redis.call('HSET', key, 'on', '0')
  offerable(ARGV[1])
  redis.call('HSET', key, 'on', on)
end
redis.call('HSET', key, 'on', '1', 'capacity', ARGV[2], 'languages', ARGV[3], 'topics', ARGV[4])
redis.call('HSETNX', key, 'rested', ms(now))
redis.call('ZADD', pool .. 'onduty', ms(now), ARGV[1])
redis.call('ZADD', pool .. 'deadlines', ms(now + tonumber(ARGV[5])), 'peer:' .. ARGV[1])
offerable(ARGV[1])
return duty(ARGV[1])
