#!lua
-- A supervisor is beside a peer who is supervised, or not any more, or is still there for all whom they are beside.
-- KEYS[1] beside  HASH peer -> ms until which it holds|supervisor|name
-- ARGV[1] what    on, off or still  ARGV[2] peer  ARGV[3] supervisor, person id  ARGV[4] their name
-- ARGV[5] lease   milliseconds
-- Answer: {'done'}, or {'taken', by whom}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local till = string.format('%.0f', now + tonumber(ARGV[5]))
if ARGV[1] == 'still' then
  local all = redis.call('HGETALL', KEYS[1])
  for i = 1, #all, 2 do
    local held, who, name = string.match(all[i + 1], '^(%d+)|([^|]*)|(.*)$')
    if tonumber(held) <= now then
      redis.call('HDEL', KEYS[1], all[i])
    elseif who == ARGV[3] then
      redis.call('HSET', KEYS[1], all[i], till .. '|' .. who .. '|' .. name)
    end
  end
  return {'done'}
end
local held, who, name = string.match(redis.call('HGET', KEYS[1], ARGV[2]) or '', '^(%d+)|([^|]*)|(.*)$')
local other = held and tonumber(held) > now and who ~= ARGV[3]
if ARGV[1] == 'off' then
  if not other then
    redis.call('HDEL', KEYS[1], ARGV[2])
  end
  return {'done'}
end
if other then
  return {'taken', name}
end
redis.call('HSET', KEYS[1], ARGV[2], till .. '|' .. ARGV[3] .. '|' .. ARGV[4])
return {'done'}
