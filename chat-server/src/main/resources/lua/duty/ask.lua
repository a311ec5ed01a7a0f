#!lua
-- A peer asks for a supervisor, or for company, or takes that back; or a hard conversation of theirs is to be talked over.
-- Asking for the same again while nobody has seen it changes nothing.
-- KEYS[1] asked  HASH peer -> what|ms|name, the name once a supervisor has seen it
-- ARGV[1] peer  ARGV[2] what, empty to take it back  ARGV[3] kept  milliseconds
-- Answer: {1}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local what, ms, name = string.match(all[i + 1], '^(%a+)|(%d+)|(.*)$')
  if now - tonumber(ms) >= tonumber(ARGV[3]) then
    redis.call('HDEL', KEYS[1], all[i])
  elseif all[i] == ARGV[1] and what == ARGV[2] and name == '' then
    return {1}
  end
end
if ARGV[2] == '' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. '|' .. string.format('%.0f', now) .. '|')
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return {1}
