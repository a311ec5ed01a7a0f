#!lua
-- Counts one more, while fewer than so many are there.
-- KEYS[1] counter
-- ARGV[1] most  how many
-- ARGV[2] life  milliseconds
-- Answer: {how many there were before}
local before = tonumber(redis.call('GET', KEYS[1]) or '0')
if before < tonumber(ARGV[1]) then
  redis.call('INCR', KEYS[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return {before}
