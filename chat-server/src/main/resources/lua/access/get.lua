#!lua
-- What a key holds, told by the server that takes the writes: another may not know it yet.
-- KEYS[1] anything  STRING
-- ARGV[1] history   the server's
-- Answer: {what it holds}, {} when nothing
local held = redis.call('GET', KEYS[1])
return held and {held} or {}
