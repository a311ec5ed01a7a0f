#!lua
-- Thanks a peer: the last few, for a week.
-- KEYS[1] thanks  LIST of ms|name, the latest first
-- ARGV[1] the supervisor's name  ARGV[2] how many are kept  ARGV[3] kept  milliseconds
-- Answer: {1}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('LPUSH', KEYS[1], string.format('%.0f', now) .. '|' .. ARGV[1])
redis.call('LTRIM', KEYS[1], 0, ARGV[2] - 1)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {1}
