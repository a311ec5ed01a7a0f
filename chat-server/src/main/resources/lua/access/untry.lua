#!lua
-- Takes a try back that was let through and turned out right.
-- KEYS[1] tries  hash: count, free (when the next may come, milliseconds)
-- Answer: how many tries are left in it
local count = tonumber(redis.call('HGET', KEYS[1], 'count') or '0')
if count <= 1 then
  redis.call('DEL', KEYS[1])
  return 0
end
redis.call('HDEL', KEYS[1], 'free')
return redis.call('HINCRBY', KEYS[1], 'count', -1)
