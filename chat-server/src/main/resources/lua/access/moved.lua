#!lua
-- Keeps with a pass where its seeker says to be, unless it is gone.
-- KEYS[1] pass  HASH
-- ARGV[1] region   string
-- ARGV[2] history  the server's
-- Answer: {1} when it is kept, {0} when the pass is gone
if redis.call('EXISTS', KEYS[1]) == 0 then
  return {0}
end
redis.call('HSET', KEYS[1], 'region', ARGV[1])
return {1}
