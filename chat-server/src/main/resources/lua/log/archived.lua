#!lua
-- A closed conversation is in the archive: it goes after a while, and nothing more is due.
-- KEYS[1] meta  HASH
-- KEYS[2] log   STREAM
-- KEYS[3] ids   HASH
-- KEYS[4] due   ZSET
-- KEYS[5] withheld  HASH
-- KEYS[6] whispers  HASH
-- KEYS[7] KEYS[8] readers HASH and have-read SET, which have an end of their own
-- ARGV[1] life          milliseconds
-- ARGV[2] conversation  id
-- ARGV[3] history       the server's
-- Answer: {'archived', 1 when its seeker wants it gone, else 0}, or {'not_closed'}
if redis.call('HGET', KEYS[1], 'state') ~= 'closed' then
  return {'not_closed'}
end
for i = 1, 3 do
  redis.call('PEXPIRE', KEYS[i], ARGV[1])
end
redis.call('PEXPIRE', KEYS[5], ARGV[1])
redis.call('PEXPIRE', KEYS[6], ARGV[1])
redis.call('ZREM', KEYS[4], ARGV[2])
return {'archived', redis.call('HEXISTS', KEYS[1], 'deleteAsked')}
