#!lua
-- Somebody came with a way back that a block was laid on: whether that block stands, and who is to hear when it is lifted.
-- KEYS[1] block    HASH
-- ARGV[1] id       of the block that was laid on it
-- ARGV[2] person   who came
-- ARGV[3] most     fields of the block; whoever comes after that is blocked as well, and not told of its lifting
-- ARGV[4] history  the server's
-- Answer: {why, until}, or {} when it was lifted or is over
if redis.call('HGET', KEYS[1], 'id') ~= ARGV[1] then
  return {}
end
if redis.call('HLEN', KEYS[1]) < tonumber(ARGV[3]) then
  redis.call('HSET', KEYS[1], 'also:' .. ARGV[2], '')
end
return redis.call('HMGET', KEYS[1], 'reason', 'until')
