-- The socket of a peer lives, and so do these conversations of theirs.
-- ARGV[1] peer  ARGV[2] silence after which the duty ends, ms
-- ARGV[3] how long a place is held without a beat, ms  ARGV[4] how many conversations  ARGV[5…] they
-- Answer: {'beat'} or {'off'}
for i = 5, 4 + tonumber(ARGV[4]) do
  local peer, stays = unpack(redis.call('HMGET', talkKey(ARGV[i]), 'peer', 'stays'))
  if (peer == ARGV[1] or stays == ARGV[1])
      and redis.call('ZSCORE', placesKey(ARGV[1]), ARGV[i]) ~= 'inf' then
    local added = redis.call('ZADD', placesKey(ARGV[1]), ms(now + tonumber(ARGV[3])), ARGV[i])
    due('place', ARGV[1] .. ':' .. ARGV[i], now + tonumber(ARGV[3]))
    if added == 1 then offerable(ARGV[1]) end
  end
end
if redis.call('HGET', peerKey(ARGV[1]), 'on') ~= '1' then return {'off'} end
due('peer', ARGV[1], now + tonumber(ARGV[2]))
return {'beat'}
