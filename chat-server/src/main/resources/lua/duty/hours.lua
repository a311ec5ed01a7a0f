#!lua
-- How long a peer has been on duty this week, from Monday in UTC. What lies between two looks counts when they were on
-- duty at both and the looks are close to each other, so that it is never more than it was.
-- KEYS[1] hours  HASH week, ms on duty in it, last: the ms of the last look at which they were on duty, since: the ms from which on
--                they are on duty now, and rested: the ms at which their last breather ended or will end
-- ARGV[1] what   on, off, rest, or look: with the last two nothing is counted
-- ARGV[2] close  milliseconds  ARGV[3] kept  milliseconds  ARGV[4] with rest: until when, ms
-- Answer: {milliseconds}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
-- 1 January 1970 was a Thursday.
local week = math.floor((math.floor(now / 86400000) + 3) / 7)
local monday = (week * 7 - 3) * 86400000
local saved = redis.call('HMGET', KEYS[1], 'week', 'ms', 'last', 'since')
local ms = saved[1] == tostring(week) and tonumber(saved[2]) or 0
if ARGV[1] == 'look' then
  return {ms}
end
if ARGV[1] == 'rest' then
  redis.call('HSET', KEYS[1], 'rested', ARGV[4])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return {ms}
end
if ARGV[1] == 'off' then
  redis.call('HDEL', KEYS[1], 'last', 'since')
  return {ms}
end
local gap = now - (tonumber(saved[3] or '') or now)
if gap > 0 and gap <= tonumber(ARGV[2]) then
  ms = ms + math.min(gap, now - monday)
end
-- A page that was away for five minutes was a break, whatever it was.
if not saved[4] or gap > 300000 then
  redis.call('HSET', KEYS[1], 'since', string.format('%.0f', now))
end
redis.call('HSET', KEYS[1], 'week', string.format('%.0f', week), 'ms', string.format('%.0f', ms), 'last', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {ms}
