#!lua
-- Remembers that whoever has a sign-in showed a code just now.
-- KEYS[1] sign-ins  hash, see sign-in-use.lua
-- ARGV[1] session
-- ARGV[2] now       milliseconds
-- Answer: 1, or 0 when there is no such sign-in
local kept = redis.call('HGET', KEYS[1], ARGV[1])
if not kept then
  return 0
end
local since, last, talked, demo = kept:match('^(%d+)|(%d+)|%d+|(%d+)|(%d)$')
redis.call('HSET', KEYS[1], ARGV[1], table.concat({since, last, ARGV[2], talked, demo}, '|'))
return 1
