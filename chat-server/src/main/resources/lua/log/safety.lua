#!lua
-- Keeps what a waiting seeker answered to the safety question, so that their page knows that it was heard. What is not a
-- yes stays when the conversation opens, until they answer anew: whoever is with them is told.
-- KEYS[1] meta  HASH
-- ARGV[1] answer   'yes', 'unsure' or 'no'
-- ARGV[2] history  the server's
-- Answer: {'waiting'}, or {'gone'} when the conversation is not waiting (any more)
if redis.call('HGET', KEYS[1], 'state') ~= 'waiting' then
  return {'gone'}
end
redis.call('HSET', KEYS[1], 'safe', ARGV[1])
if ARGV[1] == 'yes' then
  redis.call('HDEL', KEYS[1], 'notSafe')
else
  redis.call('HSET', KEYS[1], 'notSafe', ARGV[1])
end
return {'waiting'}
