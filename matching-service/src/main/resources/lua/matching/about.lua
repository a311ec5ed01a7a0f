-- Replaces what a seeker said while waiting, and begins their patience anew.
-- ARGV[1] ticket  ARGV[2] topics, with commas  ARGV[3] wants  ARGV[4] patience, ms
-- Answer: {'changed'} or {'gone'}
local state = redis.call('HGET', ticketKey(ARGV[1]), 'state')
if not inLine(state) then return {'gone'} end
if state == 'waiting' then outOfBuckets(ARGV[1]) end
redis.call('HSET', ticketKey(ARGV[1]), 'topics', ARGV[2], 'wants', ARGV[3], 'patience', ARGV[4])
redis.call('HINCRBY', ticketKey(ARGV[1]), 'version', 1)
bePatient(ARGV[1])
if state == 'waiting' then
  intoBuckets(ARGV[1])
  bell('engine', 'look')
end
return {'changed'}
