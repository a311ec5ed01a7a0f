-- Ends a ticket at once, also while it is offered.
-- ARGV[1] ticket
-- Answer: {'left'} or {'gone'}
if not inLine(redis.call('HGET', ticketKey(ARGV[1]), 'state')) then return {'gone'} end
endTicket(ARGV[1], 'left')
return {'left'}
