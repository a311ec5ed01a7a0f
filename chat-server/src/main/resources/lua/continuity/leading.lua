#!lua
-- Which words a conversation has, told by the server that takes the writes.
-- KEYS[1] words    STRING
-- ARGV[1] history  the server's
-- Answer: {the hash of them, sealed}, {} when it has none
local words = redis.call('GET', KEYS[1])
return words and {words} or {}
