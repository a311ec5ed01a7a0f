-- Replaces what a seeker said while waiting, and begins their patience anew. A peer who is being asked reads the
-- new words on the same offer; one who has not lived what is asked for now, or would rather not take it, does not
-- keep it. Nor is a known peer asked alone about what they would rather not take.
-- ARGV[1] ticket  ARGV[2] topics, with commas  ARGV[3] wants  ARGV[4] patience, ms
-- Answer: {'changed'} or {'gone'}
local key = ticketKey(ARGV[1])
local state, topics, wants, offer, language, only, known =
  unpack(redis.call('HMGET', key, 'state', 'topics', 'wants', 'offer', 'language', 'only', 'known'))
if not inLine(state) then return {'gone'} end
if state == 'waiting' then outOfBuckets(ARGV[1]) end
redis.call('HSET', key, 'topics', ARGV[2], 'wants', ARGV[3], 'patience', ARGV[4])
redis.call('HINCRBY', key, 'version', 1)
if only and avoids(known, ARGV[2]) then
  redis.call('HDEL', key, 'only')
  notDue('known', ARGV[1])
end
bePatient(ARGV[1])
if state == 'waiting' then
  intoBuckets(ARGV[1])
  bell('engine', 'look')
elseif offer and (topics ~= ARGV[2] or wants ~= ARGV[3]) then
  local peer, expires = unpack(redis.call('HMGET', offerKey(offer), 'peer', 'expires'))
  if hasLived(peer, ARGV[2], ARGV[3]) and not avoids(peer, ARGV[2]) then
    bell(peer, table.concat({'offered', offer, language, ARGV[2], ARGV[3], expires}, '|'))
  else
    waits((dropOffer(offer, 'withdrawn')), 'returned')
  end
end
return {'changed'}
