#!lua
-- Puts a block on the list of those that a second person has to look at, and forgets what is over.
-- KEYS[1] blocks  ZSET <block>|<pass> -> ms at which it ends by itself
-- ARGV[1] entry   <block>|<pass>
-- ARGV[2] until   milliseconds
-- ARGV[3] life    milliseconds, as long as a block can last
-- ARGV[4] history the server's
-- Answer: {'listed'}
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {'listed'}
