#!lua
-- The page of a peer lives.
-- KEYS[1] heard  ZSET peer -> ms of the last sign of life
-- KEYS[2] gone   ZSET peer -> ms since when their page is gone
-- ARGV[1] peer   person id
-- Answer: {1} when it had been gone, else {0}
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)), ARGV[1])
return {redis.call('ZREM', KEYS[2], ARGV[1])}
