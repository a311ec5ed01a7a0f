#!lua
-- Keeps what a waiting seeker answered to the safety question, so that their page knows that it was heard.
-- KEYS[1] meta  HASH
-- ARGV[1] answer   'yes', 'unsure' or 'no'
-- ARGV[2] history  the server's
-- Answer: {'waiting'}, or {'gone'} when the conversation is not waiting (any more)
if redis.call('HGET', KEYS[1], 'state') ~= 'waiting' then
  return {'gone'}
end
redis.call('HSET', KEYS[1], 'safe', ARGV[1])
return {'waiting'}
