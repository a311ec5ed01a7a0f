#!lua
-- Blocks a pass until its own end. Blocking it again changes nothing.
-- KEYS[1] pass   HASH
-- KEYS[2] block  HASH
-- ARGV[1..]      a field and its value, and so on; last the server's history
-- Answer: {why, until, the place the pass has or ''}, or {} when the pass is gone
local till, place = unpack(redis.call('HMGET', KEYS[1], 'until', 'place'))
if not till then
  return {}
end
if redis.call('EXISTS', KEYS[2]) == 0 then
  for i = 1, #ARGV - 2, 2 do
    redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
  end
  redis.call('HSET', KEYS[2], 'until', till)
  redis.call('PEXPIREAT', KEYS[2], till)
end
return {redis.call('HGET', KEYS[2], 'reason'), till, place or ''}
