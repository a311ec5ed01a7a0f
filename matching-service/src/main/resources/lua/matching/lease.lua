-- Whether this engine should look; the lease only saves work, the acts themselves are safe.
-- ARGV[1] owner  ARGV[2] token  ARGV[3] how long it lasts, ms
-- Answer: {'1'} or {'0'}
local key = pool .. 'lease'
local owner, token = unpack(redis.call('HMGET', key, 'owner', 'token'))
if owner and not (owner == ARGV[1] and token == ARGV[2]) then return {'0'} end
redis.call('HSET', key, 'owner', ARGV[1], 'token', ARGV[2])
redis.call('PEXPIRE', key, ARGV[3])
return {'1'}
