-- The seeker's socket dropped.
-- ARGV[1] ticket  ARGV[2] for how long the place is kept, ms
-- Answer: {'away'} or {'gone'}
local state = redis.call('HGET', ticketKey(ARGV[1]), 'state')
if state == 'away' then return {'away'} end
if not inLine(state) then return {'gone'} end
goAway(ARGV[1], ARGV[2])
return {'away'}
