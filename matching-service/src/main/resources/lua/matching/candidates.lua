-- The head of every bucket in which somebody waits and somebody is free: every match that is possible
-- shows in one of them, so the cost is flat in the number waiting.
-- ARGV[1] most tickets of a bucket  ARGV[2] most peers of a bucket
-- Answer: {tickets, peers}, each a list of flat lists of strings
local tickets, peers, seen = {}, {}, {}
for _, bucket in ipairs(redis.call('SMEMBERS', pool .. 'buckets')) do
  local free = redis.call('ZRANGE', pool .. 'free:' .. bucket, 0, tonumber(ARGV[2]) - 1)
  if #free > 0 then
    for _, id in ipairs(redis.call('ZRANGE', pool .. 'waiting:' .. bucket, 0, tonumber(ARGV[1]) - 1)) do
      if not seen[id] then
        seen[id] = true
        local t = redis.call('HMGET', ticketKey(id), 'language', 'topics', 'wants', 'priority', 'version')
        tickets[#tickets + 1] = {id, t[1], t[2], t[3], t[4], t[5]}
      end
    end
    for _, id in ipairs(free) do
      if not seen[id] then
        seen[id] = true
        local p = redis.call('HMGET', peerKey(id), 'languages', 'topics', 'capacity', 'rested', 'version')
        local places = tonumber(p[3]) - redis.call('SCARD', placesKey(id))
        peers[#peers + 1] = {id, p[1], p[2], tostring(places), p[4], p[5]}
      end
    end
  end
end
return {tickets, peers}
