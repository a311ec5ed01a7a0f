#!lua
-- Gives a pass its one place, unless it has one or is gone.
-- KEYS[1] pass  HASH
-- ARGV[1] place    string
-- ARGV[2] history  the server's
-- Answer: {the place it now has}, or {} when the pass is gone
if redis.call('EXISTS', KEYS[1]) == 0 then
  return {}
end
redis.call('HSETNX', KEYS[1], 'place', ARGV[1])
return {redis.call('HGET', KEYS[1], 'place')}
