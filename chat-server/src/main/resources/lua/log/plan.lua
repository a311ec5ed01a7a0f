#!lua
-- The seeker or the peer of an open conversation changes the plan that both see, and everybody in it hears that there is
-- another. Whole plan by whole plan: who wrote over an older one than there is now looks first.
-- KEYS[1] meta  HASH
-- KEYS[2] ring  shard channel
-- ARGV[1] person   id of who changes it
-- ARGV[2] over     the number of the plan that it was written over
-- ARGV[3] card     with the new plan, sealed bytes
-- ARGV[4] most     changes that a conversation bears
-- ARGV[5] history  the server's
-- Answer: {'done'}, or {'not_yours' | 'closed' | 'left' | 'taken_over' | 'changed' | 'too_fast'}
local person = ARGV[1]
local state, seeker, peer, writes, together, number =
  unpack(redis.call('HMGET', KEYS[1], 'state', 'seeker', 'peer', 'writes', 'together', 'plans'))
if not state or state == 'waiting' or not together or (person ~= seeker and person ~= peer) then
  return {'not_yours'}
end
if state == 'closed' then
  return {'closed'}
end
if state == 'held' then
  return {'left'}
end
if person == peer and writes == 'supervisor' then
  return {'taken_over'}
end
local now = tonumber(number or '0')
if tonumber(ARGV[2]) ~= now then
  return {'changed'}
end
if now >= tonumber(ARGV[4]) then
  return {'too_fast'}
end
redis.call('HSET', KEYS[1], 'card', ARGV[3], 'plans', string.format('%.0f', now + 1))
redis.call('SPUBLISH', KEYS[2], 'splanned')
return {'done'}
