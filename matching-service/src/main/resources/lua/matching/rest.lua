-- A breather: no offers until then, and an open one goes back to the line.
-- ARGV[1] peer  ARGV[2] until, ms; a time in the past ends it
-- Answer: {on, capacity, taken, rests until ms or empty, topics, topics they avoid}
local key = peerKey(ARGV[1])
if redis.call('HEXISTS', key, 'on') == 0 then return duty(ARGV[1]) end
if tonumber(ARGV[2]) > now then
  redis.call('HSET', key, 'rest', ARGV[2])
  due('rest', ARGV[1], tonumber(ARGV[2]))
else
  redis.call('HDEL', key, 'rest')
  notDue('rest', ARGV[1])
end
local offer = redis.call('HGET', key, 'offer')
if offer and tonumber(ARGV[2]) > now then
  waits((dropOffer(offer, 'withdrawn')), 'returned')
else
  offerable(ARGV[1])
end
bell(ARGV[1], 'duty|breather')
return duty(ARGV[1])
