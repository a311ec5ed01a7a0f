#!lua
-- Blocks a pass until its own end. Blocking it again changes nothing.
-- KEYS[1] pass   HASH
-- KEYS[2] block  HASH
-- ARGV[1..]      a field and its value, and so on; last the server's history
-- Answer: {why, until, the place the pass has or '', the id of the block that holds}, or {} when the pass is gone
local till, place = unpack(redis.call('HMGET', KEYS[1], 'until', 'place'))
if not till then
  return {}
end
if redis.call('HEXISTS', KEYS[2], 'id') == 0 then
  -- One that came with words gives way: this one is about the pass itself.
  redis.call('DEL', KEYS[2])
  for i = 1, #ARGV - 2, 2 do
    redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
  end
  redis.call('HSET', KEYS[2], 'until', till)
  redis.call('PEXPIREAT', KEYS[2], till)
end
local why, id = unpack(redis.call('HMGET', KEYS[2], 'reason', 'id'))
return {why, till, place or '', id}
