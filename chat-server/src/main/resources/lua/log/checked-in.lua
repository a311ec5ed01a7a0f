#!lua
-- Remembers that a seeker checked in, so that each of the two times counts once. What they said is not here.
-- KEYS[1] meta  HASH
-- ARGV[1] when     the state in which it may be: 'waiting' (for the first peer) or 'closed'
-- ARGV[2] seeker   person id
-- ARGV[3] history  the server's
-- Answer: {'first'}, {'again'}, or {'gone'} when it is not theirs, or not the time
local state, seeker, earlier = unpack(redis.call('HMGET', KEYS[1], 'state', 'seeker', 'earlier'))
if state ~= ARGV[1] or seeker ~= ARGV[2] or (state == 'waiting' and earlier) then
  return {'gone'}
end
if redis.call('HSETNX', KEYS[1], 'checkedIn:' .. ARGV[1], '1') == 0 then
  return {'again'}
end
return {'first'}
