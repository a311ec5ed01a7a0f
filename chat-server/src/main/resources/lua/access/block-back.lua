#!lua
-- Lays a block on a way back too, for as long as it lasts.
-- KEYS[1] blocks of a way back  SET of <block>|<pass>
-- ARGV[1] entry    <block>|<pass>
-- ARGV[2] life     milliseconds until the block ends
-- ARGV[3] history  the server's
-- Answer: {'blocked'}
redis.call('SADD', KEYS[1], ARGV[1])
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return {'blocked'}
