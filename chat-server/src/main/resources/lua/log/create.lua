#!lua
-- Makes a conversation whose seeker waits. Making it again changes nothing.
-- KEYS[1] meta  HASH
-- KEYS[2] due   ZSET
-- ARGV[1] epoch         string
-- ARGV[2] wrapped key   bytes
-- ARGV[3] seeker        person id
-- ARGV[4] seeker's name string
-- ARGV[5] life          milliseconds
-- ARGV[6] waiting       milliseconds after which to look at it
-- ARGV[7] conversation  id
-- ARGV[8] thread        that it belongs to, sealed bytes, or empty
-- ARGV[9] visit         which of its seeker's it is
-- ARGV[10] card         what its peer is to know, with a plan, sealed bytes, or empty
-- ARGV[11] language     that its seeker wants to talk in
-- ARGV[12] together     1 where the plan is its seeker's to see and change as well
-- ARGV[13] history      the server's
-- Answer: {'made'} or {'known'}
if redis.call('HSETNX', KEYS[1], 'state', 'waiting') == 0 then
  return {'known'}
end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'key', ARGV[2], 'seeker', ARGV[3],
  'name:seeker', ARGV[4], 'seq', '0', 'level', '0', 'watches', '0', 'language', ARGV[11], 'history', ARGV[13])
if ARGV[8] ~= '' then
  redis.call('HSET', KEYS[1], 'thread', ARGV[8], 'visit', ARGV[9])
end
if ARGV[10] ~= '' then
  redis.call('HSET', KEYS[1], 'card', ARGV[10])
  if ARGV[12] == '1' then
    redis.call('HSET', KEYS[1], 'together', '1')
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[5])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[2], string.format('%.0f', now + tonumber(ARGV[6])), ARGV[7])
return {'made'}
