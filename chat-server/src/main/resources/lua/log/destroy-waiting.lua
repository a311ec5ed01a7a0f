#!lua
-- Destroys a conversation that never opened, with its key and its note.
-- KEYS[1] meta  HASH
-- Answer: {'destroyed'} or {'not_waiting'}
if redis.call('HGET', KEYS[1], 'state') ~= 'waiting' then
  return {'not_waiting'}
end
redis.call('DEL', KEYS[1])
return {'destroyed'}
