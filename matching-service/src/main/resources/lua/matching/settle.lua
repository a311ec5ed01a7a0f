-- An accepted offer has been dealt with: from now on its place has to be heard of.
-- ARGV[1] consumer group  ARGV[2] entry  ARGV[3] peer  ARGV[4] conversation
-- ARGV[5] how long a place is held without a beat, ms
-- Answer: {'settled'}
redis.call('XACK', pool .. 'out', ARGV[1], ARGV[2])
redis.call('XDEL', pool .. 'out', ARGV[2])
if redis.call('ZSCORE', placesKey(ARGV[3]), ARGV[4]) == 'inf'
    and redis.call('HGET', talkKey(ARGV[4]), 'peer') == ARGV[3] then
  redis.call('ZADD', placesKey(ARGV[3]), ms(now + tonumber(ARGV[5])), ARGV[4])
  due('place', ARGV[3] .. ':' .. ARGV[4], now + tonumber(ARGV[5]))
end
return {'settled'}
