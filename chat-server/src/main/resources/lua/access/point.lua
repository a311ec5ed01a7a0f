#!lua
-- Remembers which pass is a person's, so that somebody who only knows the person can find it.
-- KEYS[1] pass of   STRING
-- ARGV[1] pass      hash of its token
-- ARGV[2] life      milliseconds, as long as a pass can last
-- ARGV[3] history   the server's
-- Answer: {the pass that was theirs until now}, {} when none was, or when it is asked again
local before = redis.call('GET', KEYS[1])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return before and before ~= ARGV[1] and {before} or {}
