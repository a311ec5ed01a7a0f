-- Puts a seeker in line. Joining again with a known ticket changes nothing.
-- ARGV[1] ticket  ARGV[2] conversation  ARGV[3] language  ARGV[4] topics, with commas
-- ARGV[5] wants   ARGV[6] band  ARGV[7] arrived, ms  ARGV[8] priority time, ms  ARGV[9] life, ms
-- Answer: {'joined'} or {'known'}
if redis.call('HSETNX', ticketKey(ARGV[1]), 'conversation', ARGV[2]) == 0 then return {'known'} end
redis.call('HSET', ticketKey(ARGV[1]), 'language', ARGV[3], 'topics', ARGV[4], 'wants', ARGV[5],
  'band', ARGV[6], 'arrived', ARGV[7], 'priority', ARGV[8], 'version', '0')
redis.call('PEXPIRE', ticketKey(ARGV[1]), ARGV[9])
waits(ARGV[1])
return {'joined'}
