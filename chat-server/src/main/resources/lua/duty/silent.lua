#!lua
-- Peers of whom nothing was heard for so long that their node must have died: from now on they are gone. Whoever has
-- been gone for very long is forgotten.
-- KEYS[1] heard   ZSET peer -> ms of the last sign of life
-- KEYS[2] gone    ZSET peer -> ms since when their page is gone
-- ARGV[1] silent  milliseconds
-- ARGV[2] forget  milliseconds
-- Answer: {peer, ...}, each of them once
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local forgotten = string.format('%.0f', now - tonumber(ARGV[2]))
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', forgotten)
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', forgotten)
local late = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - tonumber(ARGV[1])), 'WITHSCORES')
local news = {}
for i = 1, #late, 2 do
  if redis.call('ZADD', KEYS[2], 'NX', late[i + 1], late[i]) == 1 then
    news[#news + 1] = late[i]
  end
end
return news
