-- A conversation ended: its peer has the place free again and begins to rest.
-- ARGV[1] peer  ARGV[2] conversation
-- Answer: {'released'} or {'known'}
if redis.call('SREM', placesKey(ARGV[1]), ARGV[2]) == 0 then return {'known'} end
redis.call('HSET', peerKey(ARGV[1]), 'rested', ms(now))
offerable(ARGV[1])
bell(ARGV[1], 'duty')
return {'released'}
