#!lua
-- A supervisor closed a flag of a conversation. When the last one is closed and none was right, it is kept no
-- longer than any other.
-- KEYS[1] meta  HASH
-- ARGV[1] right    1 when the flag was right, else 0
-- ARGV[2] last     1 when no other is open, else 0
-- ARGV[3] history  the server's
-- Answer: {1 when the seeker wants it gone, else 0}, or {'gone'}
if redis.call('EXISTS', KEYS[1]) == 0 then
  return {'gone'}
end
if ARGV[1] == '1' then
  redis.call('HSET', KEYS[1], 'confirmed', '1')
end
if ARGV[2] == '1' and redis.call('HEXISTS', KEYS[1], 'confirmed') == 0 then
  redis.call('HDEL', KEYS[1], 'escalated')
end
return {redis.call('HEXISTS', KEYS[1], 'deleteAsked')}
