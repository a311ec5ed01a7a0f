-- The seeker is there again.
-- ARGV[1] ticket
-- Answer: {'back'} or {'gone'}
local state = redis.call('HGET', ticketKey(ARGV[1]), 'state')
if state == 'waiting' or state == 'offered' then return {'back'} end
if state ~= 'away' then return {'gone'} end
redis.call('ZREM', pool .. 'deadlines', 'away:' .. ARGV[1])
waits(ARGV[1])
return {'back'}
