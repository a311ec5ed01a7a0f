#!lua
-- Keeps what a waiting seeker said would help. It stays when the conversation opens: whoever is with them is told.
-- KEYS[1] meta  HASH
-- ARGV[1] help     'listen', 'think', 'tonight' or 'other'; 'none' takes it back
-- ARGV[2] now      milliseconds; the same said again does not change when it was said
-- ARGV[3] history  the server's
-- Answer: {'waiting'}, or {'gone'} when the conversation is not waiting (any more)
if redis.call('HGET', KEYS[1], 'state') ~= 'waiting' then
  return {'gone'}
end
if ARGV[1] == 'none' then
  redis.call('HDEL', KEYS[1], 'help', 'helpAt')
elseif redis.call('HGET', KEYS[1], 'help') ~= ARGV[1] then
  redis.call('HSET', KEYS[1], 'help', ARGV[1], 'helpAt', ARGV[2])
end
return {'waiting'}
