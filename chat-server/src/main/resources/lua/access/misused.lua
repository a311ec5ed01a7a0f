#!lua
-- Remembers of a connection code that somebody was blocked who came from it.
-- KEYS[1] blocked  SET of person ids
-- ARGV[1] person
-- ARGV[2] life     milliseconds
-- Answer: {'remembered'}
redis.call('SADD', KEYS[1], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {'remembered'}
