#!lua
-- The page of a peer is gone; it stays gone since the first time that this was said.
-- KEYS[1] gone  ZSET peer -> ms since when their page is gone
-- ARGV[1] peer  person id
-- Answer: {1} when that is news, else {0}
local time = redis.call('TIME')
return {redis.call('ZADD', KEYS[1], 'NX', string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)), ARGV[1])}
