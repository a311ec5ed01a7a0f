#!lua
-- Remembers where words lead, or which words a conversation has.
-- KEYS[1] words    STRING
-- ARGV[1] sealed   string
-- ARGV[2] kept     milliseconds
-- ARGV[3] history  the server's
-- Answer: {'kept'}
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return {'kept'}
