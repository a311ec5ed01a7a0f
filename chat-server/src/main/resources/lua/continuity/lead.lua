#!lua
-- Remembers where words lead, or which words a conversation has.
-- KEYS[1] words    STRING
-- ARGV[1] sealed   string
-- ARGV[2] kept     milliseconds
-- ARGV[3] history  the server's
-- Answer: {what was there before, sealed}, {} when nothing was
local before = redis.call('GET', KEYS[1])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return before and {before} or {}
