-- Where a ticket stands.
-- ARGV[1] ticket
-- Answer: {rank from 0, ms}, or {} when it is not in line
local language = redis.call('HGET', ticketKey(ARGV[1]), 'language')
if not language then return {} end
local rank = redis.call('ZRANK', pool .. 'line:' .. language, ARGV[1])
if not rank then return {} end
return {tostring(rank), ms(now)}
