-- Replaces what a seeker said while waiting.
-- ARGV[1] ticket  ARGV[2] topics, with commas  ARGV[3] wants
-- Answer: {'changed'} or {'gone'}
local state = redis.call('HGET', ticketKey(ARGV[1]), 'state')
if state ~= 'waiting' and state ~= 'offered' and state ~= 'away' then return {'gone'} end
if state == 'waiting' then outOfBuckets(ARGV[1]) end
redis.call('HSET', ticketKey(ARGV[1]), 'topics', ARGV[2], 'wants', ARGV[3])
redis.call('HINCRBY', ticketKey(ARGV[1]), 'version', 1)
if state == 'waiting' then
  intoBuckets(ARGV[1])
  bell('engine', 'look')
end
return {'changed'}
