#!lua
-- Gives a pass its one place, unless it has one, is gone, or is blocked.
-- KEYS[1] pass   HASH
-- KEYS[2] block  HASH
-- ARGV[1] place    string
-- ARGV[2] history  the server's
-- Answer: {the place it now has}, or {} when the pass is gone or blocked
if redis.call('EXISTS', KEYS[1]) == 0 or redis.call('EXISTS', KEYS[2]) == 1 then
  return {}
end
redis.call('HSETNX', KEYS[1], 'place', ARGV[1])
return {redis.call('HGET', KEYS[1], 'place')}
