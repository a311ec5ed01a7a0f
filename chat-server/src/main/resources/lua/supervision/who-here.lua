#!lua
-- Which supervisors are there. Reads only.
-- KEYS[1] here  ZSET supervisor -> ms at which the lease of being there ends
-- Answer: supervisors
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. string.format('%.0f', now), '+inf')
