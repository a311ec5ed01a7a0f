#!lua
-- Keeps a pass alive for the idle time, never beyond its absolute end.
-- KEYS[1] pass  HASH
-- ARGV[1] idle  milliseconds
-- Answer: {1} when it lives, {0} when it is gone
local till = redis.call('HGET', KEYS[1], 'until')
if not till then
  return {0}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return {redis.call('PEXPIREAT', KEYS[1],
  string.format('%.0f', math.min(now + tonumber(ARGV[1]), tonumber(till))))}
