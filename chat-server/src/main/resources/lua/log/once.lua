#!lua
-- Remembers that its seeker checked in, or that its peer said something about it, so that each counts once. What they
-- said is not here.
-- KEYS[1] meta  HASH
-- ARGV[1] when     the state in which it may be: 'waiting' (for the first peer) or 'closed'
-- ARGV[2] part     'seeker' or 'peer'
-- ARGV[3] person   id of who says it
-- ARGV[4] what     the field that remembers it
-- ARGV[5] history  the server's
-- Answer: {'first'}, {'again'}, or {'gone'} when it is not theirs, or not the time
local state, person, earlier = unpack(redis.call('HMGET', KEYS[1], 'state', ARGV[2], 'earlier'))
if state ~= ARGV[1] or person ~= ARGV[3] or (state == 'waiting' and earlier) then
  return {'gone'}
end
if redis.call('HSETNX', KEYS[1], ARGV[4], '1') == 0 then
  return {'again'}
end
return {'first'}
