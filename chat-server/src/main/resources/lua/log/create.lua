#!lua
-- Makes a conversation whose seeker waits. Making it again changes nothing.
-- KEYS[1] meta  HASH
-- ARGV[1] epoch         string
-- ARGV[2] wrapped key   bytes
-- ARGV[3] seeker        person id
-- ARGV[4] seeker's name string
-- ARGV[5] life          milliseconds
-- Answer: {'made'} or {'known'}
if redis.call('HSETNX', KEYS[1], 'state', 'waiting') == 0 then
  return {'known'}
end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'key', ARGV[2], 'seeker', ARGV[3],
  'name:seeker', ARGV[4], 'seq', '0', 'level', '0', 'watches', '0')
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return {'made'}
