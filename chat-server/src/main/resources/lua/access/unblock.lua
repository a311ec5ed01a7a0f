#!lua
-- Frees a pass of a block that came with words, once the block that it came from is lifted.
-- KEYS[1] block    HASH
-- ARGV[1] from     <block>|<pass> of the block that was lifted
-- ARGV[2] history  the server's
-- Answer: {'free'}
if redis.call('HGET', KEYS[1], 'from') == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
return {'free'}
