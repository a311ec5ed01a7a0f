-- Raises a ticket to a more urgent band; a priority time never becomes later.
-- ARGV[1] ticket  ARGV[2] band  ARGV[3] head start, ms
-- Answer: {'raised'} or {'gone'}
local key = ticketKey(ARGV[1])
local state, arrived, priority, language =
  unpack(redis.call('HMGET', key, 'state', 'arrived', 'priority', 'language'))
if state ~= 'waiting' and state ~= 'offered' and state ~= 'away' then return {'gone'} end
local raised = tonumber(arrived) - tonumber(ARGV[3])
if raised < tonumber(priority) then
  redis.call('HSET', key, 'band', ARGV[2], 'priority', ms(raised))
  redis.call('HINCRBY', key, 'version', 1)
  if state == 'waiting' then intoBuckets(ARGV[1]) end
  if state ~= 'away' then
    redis.call('ZADD', pool .. 'line:' .. language, ms(raised), ARGV[1])
  end
  lineMoved(language)
end
return {'raised'}
