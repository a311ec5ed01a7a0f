#!lua
-- Gives a withheld message back to its writer: it will not be sent.
-- KEYS[1] meta      HASH
-- KEYS[2] withheld  HASH
-- ARGV[1] message  id
-- ARGV[2] who      name of the supervisor
-- ARGV[3] word     sealed bytes, or empty
-- ARGV[4] history  the server's
-- Answer: {'returned'}; {'decided'} when that was decided before or nobody did in time; {'closed'}; {'gone'}
local state = redis.call('HGET', KEYS[1], 'state')
local aside, till = unpack(redis.call('HMGET', KEYS[2], ARGV[1], ARGV[1] .. ':until'))
if not state or not aside then
  return {'gone'}
end
if state == 'closed' then
  return {'closed'}
end
local time = redis.call('TIME')
if aside ~= 'waits' or time[1] * 1000 + math.floor(time[2] / 1000) >= tonumber(till) then
  return {'decided'}
end
redis.call('HSET', KEYS[2], ARGV[1], 'returned', ARGV[1] .. ':who', ARGV[2])
if ARGV[3] ~= '' then
  redis.call('HSET', KEYS[2], ARGV[1] .. ':word', ARGV[3])
end
return {'returned'}
