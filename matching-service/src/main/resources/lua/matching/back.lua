-- The seeker is there again.
-- ARGV[1] ticket
-- Answer: {'back'}, {'matched'}, {'gone'}, or {'unknown'} for one that never came to the line
local state = redis.call('HGET', ticketKey(ARGV[1]), 'state')
if not state then return {'unknown'} end
if state == 'matched' then return {'matched'} end
if not inLine(state) then return {'gone'} end
if state == 'away' then
  notDue('away', ARGV[1])
  redis.call('ZREM', pool .. 'absent', ARGV[1])
  waits(ARGV[1], 'returned')
end
return {'back'}
