#!lua
-- Remembers that its peer said what a conversation that is over was about, or how it ended, so that each counts once. What they said is not here.
-- KEYS[1] meta  HASH
-- ARGV[1] peer     person id
-- ARGV[2] what     they said something about: 'topics' or 'how'
-- ARGV[3] history  the server's
-- Answer: {'first'}, {'again'}, or {'gone'} when it is not theirs, or not over
local state, peer = unpack(redis.call('HMGET', KEYS[1], 'state', 'peer'))
if state ~= 'closed' or peer ~= ARGV[1] then
  return {'gone'}
end
if redis.call('HSETNX', KEYS[1], 'wrappedUp:' .. ARGV[2], '1') == 0 then
  return {'again'}
end
return {'first'}
