#!lua
-- How many supervisors are there.
-- KEYS[1] here  ZSET supervisor -> ms at which the lease ends
-- Answer: {count}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return {redis.call('ZCOUNT', KEYS[1], '(' .. string.format('%.0f', now), '+inf')}
