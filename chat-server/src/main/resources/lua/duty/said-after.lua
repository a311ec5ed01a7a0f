#!lua
-- A peer says something that is counted of a conversation that they were in; what, and not which answer, is remembered.
-- KEYS[1] was  HASH
-- ARGV[1] what
-- Answer: {1} for the first time, {0} after that, {-1} when they were not in it, or long ago
if redis.call('EXISTS', KEYS[1]) == 0 then
  return {-1}
end
return {redis.call('HSETNX', KEYS[1], ARGV[1], '1')}
