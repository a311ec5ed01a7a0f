#!lua
-- A supervisor has seen what a peer asked for, or talked with them, or another peer keeps them company; of several the first one.
-- KEYS[1] asked  HASH peer -> what|ms|name
-- ARGV[1] peer  ARGV[2] when it was asked, ms  ARGV[3] the name of who it is
-- Answer: {'yours'}, {'taken', by whom}, or {'gone'} when it was taken back or asked anew
local asked = redis.call('HGET', KEYS[1], ARGV[1])
local what, ms, name = string.match(asked or '', '^(%a+)|(%d+)|(.*)$')
if ms ~= ARGV[2] then
  return {'gone'}
end
if name ~= '' then
  return {'taken', name}
end
redis.call('HSET', KEYS[1], ARGV[1], what .. '|' .. ms .. '|' .. ARGV[3])
return {'yours'}
