#!lua
-- How long a peer has been on duty this week, from Monday in UTC. What lies between two looks counts when they were on
-- duty at both and the looks are close to each other, so that it is never more than it was.
-- KEYS[1] hours  HASH week, ms on duty in it, and last: the ms of the last look at which they were on duty
-- ARGV[1] what   on, off, or look: then nothing is counted
-- ARGV[2] close  milliseconds  ARGV[3] kept  milliseconds
-- Answer: {milliseconds}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
-- 1 January 1970 was a Thursday.
local week = math.floor((math.floor(now / 86400000) + 3) / 7)
local monday = (week * 7 - 3) * 86400000
local saved = redis.call('HMGET', KEYS[1], 'week', 'ms', 'last')
local ms = saved[1] == tostring(week) and tonumber(saved[2]) or 0
if ARGV[1] == 'look' then
  return {ms}
end
if ARGV[1] == 'off' then
  redis.call('HDEL', KEYS[1], 'last')
  return {ms}
end
local gap = now - (tonumber(saved[3] or '') or now)
if gap > 0 and gap <= tonumber(ARGV[2]) then
  ms = ms + math.min(gap, now - monday)
end
redis.call('HSET', KEYS[1], 'week', string.format('%.0f', week), 'ms', string.format('%.0f', ms), 'last', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {ms}
