#!lua
-- Takes a place from a pass if it is still this one.
-- KEYS[1] pass  HASH
-- ARGV[1] place    string
-- ARGV[2] history  the server's
-- Answer: {how many were taken, 0 or 1}
if redis.call('HGET', KEYS[1], 'place') == ARGV[1] then
  return {redis.call('HDEL', KEYS[1], 'place')}
end
return {0}
