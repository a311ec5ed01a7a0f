-- Waits for a known peer alone no longer.
-- ARGV[1] ticket
-- Answer: {'waits'} or {'gone'}
if not inLine(redis.call('HGET', ticketKey(ARGV[1]), 'state')) then return {'gone'} end
fromAnyone(ARGV[1])
return {'waits'}
