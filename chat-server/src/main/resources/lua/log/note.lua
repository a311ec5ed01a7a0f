#!lua
-- Keeps what a waiting seeker wrote, replacing what was there; an empty note withdraws it.
-- KEYS[1] meta  HASH
-- ARGV[1] note      sealed bytes, or empty
-- ARGV[2] note id   message id
-- ARGV[3] digest    bytes
-- ARGV[4] level     0 to 6, kept when higher than before
-- ARGV[5] watches   count
-- ARGV[6] preparations  count
-- ARGV[7] minor     1 or 0
-- ARGV[8] life      milliseconds
-- ARGV[9] history   the server's
-- Answer: {'waiting'}, or {'gone'} when the conversation is not waiting (any more)
if redis.call('HGET', KEYS[1], 'state') ~= 'waiting' then
  return {'gone'}
end
-- Where the one of an earlier wait is in the log.
redis.call('HDEL', KEYS[1], 'noteSeq')
if ARGV[1] == '' then
  redis.call('HDEL', KEYS[1], 'note', 'noteId', 'noteDigest')
else
  redis.call('HSET', KEYS[1], 'note', ARGV[1], 'noteId', ARGV[2], 'noteDigest', ARGV[3])
end
local level = tonumber(redis.call('HGET', KEYS[1], 'level'))
redis.call('HSET', KEYS[1], 'level', math.max(level, tonumber(ARGV[4])), 'watches', ARGV[5],
  'preparations', ARGV[6], 'minor', ARGV[7])
redis.call('PEXPIRE', KEYS[1], ARGV[8])
return {'waiting'}
