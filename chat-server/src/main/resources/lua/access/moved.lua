#!lua
-- Keeps with a pass where its seeker says to be, unless it is gone.
-- KEYS[1] pass  HASH
-- ARGV[1] region   string
-- ARGV[2] history  the server's
-- Answer: {}
if redis.call('HEXISTS', KEYS[1], 'region') == 1 then
  redis.call('HSET', KEYS[1], 'region', ARGV[1])
end
return {}
