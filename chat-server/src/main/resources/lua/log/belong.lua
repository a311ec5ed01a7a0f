#!lua
-- A conversation that is over belongs to a way back from now on.
-- KEYS[1] meta  HASH
-- ARGV[1] seeker   person id
-- ARGV[2] thread   sealed bytes, or empty to look and change nothing
-- ARGV[3] history  the server's
-- Answer: {'belongs', the thread before, sealed or empty, the visit}, or {'gone'} when it is not theirs, or not over, is to be
-- deleted, or its seeker was blocked in it
local state, seeker, thread, visit, why, deleteAsked =
  unpack(redis.call('HMGET', KEYS[1], 'state', 'seeker', 'thread', 'visit', 'why', 'deleteAsked'))
if state ~= 'closed' or seeker ~= ARGV[1] or why == 'blocked' or deleteAsked then
  return {'gone'}
end
if ARGV[2] ~= '' then
  redis.call('HSET', KEYS[1], 'thread', ARGV[2])
end
return {'belongs', thread or '', visit or '1'}
