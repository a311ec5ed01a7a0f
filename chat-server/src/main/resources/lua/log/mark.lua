#!lua
-- Writes a mark into a conversation that is there.
-- KEYS[1] meta  HASH
-- ARGV[1] mark     'escalated' or 'deleteAsked'
-- ARGV[2] history  the server's
-- Answer: {'marked'} or {'gone'}
if redis.call('EXISTS', KEYS[1]) == 0 then
  return {'gone'}
end
redis.call('HSET', KEYS[1], ARGV[1], '1')
return {'marked'}
