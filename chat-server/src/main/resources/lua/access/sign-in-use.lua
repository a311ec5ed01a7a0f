#!lua
-- Looks at a sign-in, remembers that it is used, and ends it when its time is over.
-- KEYS[1] sign-ins    hash: <session> = since|last|proved|talked|demo (milliseconds; demo 0 or 1)
-- ARGV[1] session
-- ARGV[2] now         milliseconds
-- ARGV[3] use         none, act or conversation (one is open)
-- ARGV[4] idle        without use for so long it is over, milliseconds; not for demo accounts
-- ARGV[5] longest     so long after it began it is over, milliseconds
-- ARGV[6] grace       nothing ends for so long after a conversation was open, milliseconds
-- ARGV[7] remembered  milliseconds
-- Answer: 1 still in, 0 not, or not any more
local now = tonumber(ARGV[2])
local kept = redis.call('HGET', KEYS[1], ARGV[1])
if not kept then
  return 0
end
local since, last, proved, talked, demo = kept:match('^(%d+)|(%d+)|(%d+)|(%d+)|(%d)$')
local idle = demo == '0' and now - tonumber(last) > tonumber(ARGV[4])
local old = now - tonumber(since) > tonumber(ARGV[5])
local talking = ARGV[3] == 'conversation' or now - tonumber(talked) <= tonumber(ARGV[6])
if (idle or old) and not talking then
  redis.call('HDEL', KEYS[1], ARGV[1])
  return 0
end
if ARGV[3] ~= 'none' then
  last = ARGV[2]
  if ARGV[3] == 'conversation' then
    talked = ARGV[2]
  end
  redis.call('HSET', KEYS[1], ARGV[1], table.concat({since, last, proved, talked, demo}, '|'))
  redis.call('PEXPIRE', KEYS[1], ARGV[7])
end
return 1
