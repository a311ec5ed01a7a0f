#!lua
-- Looks after a flag that nobody has: a claim of somebody who is gone ends, and what nobody has for long becomes louder.
-- Each step is taken once, on whichever node.
-- KEYS[1] open    HASH flag id -> flag
-- KEYS[2] claims  HASH flag id -> supervisor|name, <flag id>:since ms, <flag id>:loud 1 or 2
-- KEYS[3] here    ZSET supervisor -> ms at which the lease of being there ends
-- KEYS[4] bell    shard channel
-- ARGV[1] flag id
-- ARGV[2] raised  ms at which it was raised
-- ARGV[3] louder  milliseconds without anybody after which it is louder, 0 for never
-- ARGV[4] call    milliseconds after which to call whoever is on call, 0 for never
-- Answer: {'louder'} or {'call'} when that begins now, {'ended'} when a claim has, else {'quiet'}
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then
  return {'quiet'}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local claim, since, loud = unpack(redis.call('HMGET', KEYS[2], ARGV[1], ARGV[1] .. ':since', ARGV[1] .. ':loud'))
if claim then
  local holder = string.match(claim, '^([^|]*)|')
  if tonumber(redis.call('ZSCORE', KEYS[3], holder) or '0') > now then
    return {'quiet'}
  end
  redis.call('HDEL', KEYS[2], ARGV[1], ARGV[1] .. ':asked')
  redis.call('HSET', KEYS[2], ARGV[1] .. ':since', string.format('%.0f', now))
  redis.call('SPUBLISH', KEYS[4], ARGV[1])
  return {'ended'}
end
if ARGV[3] == '0' then
  return {'quiet'}
end
local alone = now - tonumber(since or ARGV[2])
local step = ARGV[4] ~= '0' and alone >= tonumber(ARGV[4]) and 2 or alone >= tonumber(ARGV[3]) and 1 or 0
if step <= tonumber(loud or '0') then
  return {'quiet'}
end
redis.call('HSET', KEYS[2], ARGV[1] .. ':loud', step)
redis.call('SPUBLISH', KEYS[4], ARGV[1])
return {step == 2 and 'call' or 'louder'}
