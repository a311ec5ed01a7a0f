-- Puts a seeker in line. Joining again with a known ticket changes nothing.
-- ARGV[1] ticket    ARGV[2] conversation  ARGV[3] language  ARGV[4] clearance, 1 or 0
-- ARGV[5] avoid, with commas   ARGV[6] known peer, or empty  ARGV[7] topics, with commas
-- ARGV[8] wants     ARGV[9] patience, ms  ARGV[10] band     ARGV[11] arrived, ms
-- ARGV[12] priority time, ms   ARGV[13] how long a known peer alone is asked, ms  ARGV[14] life, ms
-- ARGV[15] how long a known peer who is not on duty is waited for, ms; 0 for not
-- Answer: {'joined'} or {'known'}
local key = ticketKey(ARGV[1])
if redis.call('HSETNX', key, 'conversation', ARGV[2]) == 0 then return {'known'} end
redis.call('HSET', key, 'language', ARGV[3], 'clearance', ARGV[4], 'avoid', ARGV[5],
  'topics', ARGV[7], 'wants', ARGV[8], 'patience', ARGV[9], 'band', ARGV[10], 'arrived', ARGV[11],
  'since', ms(now), 'priority', ARGV[12], 'turn', '1', 'version', '0')
redis.call('PEXPIRE', key, ARGV[14])
if ARGV[6] ~= '' then
  redis.call('HSET', key, 'known', ARGV[6])
  local on = redis.call('HGET', peerKey(ARGV[6]), 'on') == '1'
  local alone = avoids(ARGV[6], ARGV[7]) and 0 or tonumber(on and ARGV[13] or ARGV[15])
  if alone > 0 then
    redis.call('HSET', key, 'only', '1')
    due('known', ARGV[1], now + alone)
  end
end
bePatient(ARGV[1])
waits(ARGV[1], 'joined')
return {'joined'}
