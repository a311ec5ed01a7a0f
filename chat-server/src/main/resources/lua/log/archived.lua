#!lua
-- A closed conversation is in the archive: it goes after a while, and nothing more is due.
-- KEYS[1] meta  HASH
-- KEYS[2] log   STREAM
-- KEYS[3] ids   HASH
-- KEYS[4] due   ZSET
-- ARGV[1] life          milliseconds
-- ARGV[2] conversation  id
-- ARGV[3] history       the server's
-- Answer: {'archived'}, or {'not_closed'}
if redis.call('HGET', KEYS[1], 'state') ~= 'closed' then
  return {'not_closed'}
end
for i = 1, 3 do
  redis.call('PEXPIRE', KEYS[i], ARGV[1])
end
redis.call('ZREM', KEYS[4], ARGV[2])
return {'archived'}
