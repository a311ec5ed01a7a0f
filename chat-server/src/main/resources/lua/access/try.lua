#!lua
-- Lets one more try through, or tells how long to wait. A try counts before it is known to be wrong,
-- so that many at once are many. What comes while the wait runs is neither counted nor lengthens it.
-- KEYS[1] tries       hash: count, free (when the next may come, milliseconds)
-- ARGV[1] now         milliseconds
-- ARGV[2] unhindered  how many tries come without a wait
-- ARGV[3] longest     the longest wait, milliseconds
-- ARGV[4] remembered  without a try for so long all is forgotten, milliseconds
-- ARGV[5] shortest    the first wait, milliseconds; each after it is twice as long
-- Answer: 0, or the milliseconds to wait
local now = tonumber(ARGV[1])
local free = tonumber(redis.call('HGET', KEYS[1], 'free') or '0')
if now < free then
  return free - now
end
local count = redis.call('HINCRBY', KEYS[1], 'count', 1)
local beyond = count - tonumber(ARGV[2])
if beyond >= 0 then
  local wait = math.min(tonumber(ARGV[5]) * 2 ^ math.min(beyond, 20), tonumber(ARGV[3]))
  redis.call('HSET', KEYS[1], 'free', string.format('%d', now + wait))
end
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 0
