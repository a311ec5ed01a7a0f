-- How many supervisors a node has.
-- ARGV[1] node  ARGV[2] count  ARGV[3] for how long that is believed, ms
-- Answer: {'counted'}
local key = pool .. 'supervisors'
local before = redis.call('HGET', key, ARGV[1]) or '0'
if ARGV[2] == '0' then
  redis.call('HDEL', key, ARGV[1])
else
  redis.call('HSET', key, ARGV[1], ARGV[2] .. '|' .. ms(now + tonumber(ARGV[3])))
end
if string.match(before, '^%d+') ~= ARGV[2] then bell('door', 'look') end
return {'counted'}
