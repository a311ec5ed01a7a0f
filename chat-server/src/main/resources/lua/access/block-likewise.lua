#!lua
-- Blocks a pass that came with a blocked way back, for as long as that block lasts. A block of its own stays as it is.
-- KEYS[1] pass     HASH
-- KEYS[2] block    HASH
-- ARGV[1] from     <block>|<pass> of the block that holds
-- ARGV[2] reason   string
-- ARGV[3] until    milliseconds
-- ARGV[4] history  the server's
-- Answer: {'blocked'}, or {} when the pass is gone
if redis.call('EXISTS', KEYS[1]) == 0 then
  return {}
end
if redis.call('HEXISTS', KEYS[2], 'id') == 0 then
  redis.call('HSET', KEYS[2], 'from', ARGV[1], 'reason', ARGV[2], 'until', ARGV[3])
  redis.call('PEXPIREAT', KEYS[2], ARGV[3])
end
return {'blocked'}
