#!lua
-- Keeps with a pass where its seeker says to be, unless it is gone.
-- KEYS[1] pass  HASH
-- ARGV[1] region   string
-- ARGV[2] history  the server's
-- Answer: {'moved'}, {} where it says so already or is gone
local before = redis.call('HGET', KEYS[1], 'region')
if not before or before == ARGV[1] then
  return {}
end
redis.call('HSET', KEYS[1], 'region', ARGV[1])
return {'moved'}
