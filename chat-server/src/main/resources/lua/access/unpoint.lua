#!lua
-- Forgets which pass is a person's, and where it was taken, if it is still this one.
-- KEYS[1] pass of  STRING
-- KEYS[2] from     STRING
-- ARGV[1] pass     hash of its token
-- Answer: {how many were forgotten}
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return {0}
end
return {redis.call('DEL', KEYS[1], KEYS[2])}
