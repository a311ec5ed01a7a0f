#!lua
-- A supervisor is there, for as long as the lease.
-- KEYS[1] here       ZSET supervisor -> ms at which the lease ends
-- ARGV[1] supervisor person id
-- ARGV[2] lease      milliseconds
-- Answer: {1} when they had not been there, else {0}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
return {redis.call('ZADD', KEYS[1], string.format('%.0f', now + tonumber(ARGV[2])), ARGV[1])}
