#!lua
-- Whether a supervisor is there. Reads only.
-- KEYS[1] here  ZSET supervisor -> ms at which the lease of being there ends
-- ARGV[1] supervisor
-- Answer: {1} or {0}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local till = redis.call('ZSCORE', KEYS[1], ARGV[1])
return {till and tonumber(till) > now and 1 or 0}
