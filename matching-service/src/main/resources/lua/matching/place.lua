-- Where a ticket stands, and what is known about the wait. Of several buckets the one with most places counts, without
-- those of peers who would rather not take its topics; one who avoids two of them is left out twice, so that the wait
-- is rather said longer than it is.
-- ARGV[1] ticket
-- Answer: {rank from 0, ms, rank in the bucket, free peers, places on duty, conversations observed,
--   their mean length in minutes, 1 when the patience is over, topics, wants, patience ms, 1 when a known peer
--   alone is waited for}, or {} when it is not in line
local language, asked, topics, wants, patience, only =
  unpack(redis.call('HMGET', ticketKey(ARGV[1]), 'language', 'asked', 'topics', 'wants', 'patience', 'only'))
if not language then return {} end
local rank = redis.call('ZRANK', pool .. 'line:' .. language, ARGV[1])
if not rank then return {} end
local bases, gate = ticketBuckets(ARGV[1])
local avoidable = split(topics)
local places, free, rivals = 0, 0, rank
for _, base in ipairs(bases) do
  local here, ready = 0, 0
  for _, class in ipairs(SERVES[gate]) do
    local capacity = tonumber(redis.call('HGET', pool .. 'capacity', base .. '.' .. class) or '0')
    -- Where nobody is on duty nobody is free, and nobody avoids anything.
    if capacity > 0 then
      here = here + capacity
      ready = ready + redis.call('ZCARD', pool .. 'free:' .. base .. '.' .. class)
      for _, topic in ipairs(avoidable) do
        local without = base .. '!' .. topic .. '.' .. class
        here = here - tonumber(redis.call('HGET', pool .. 'capacity', without) or '0')
        ready = ready - redis.call('ZCARD', pool .. 'free:' .. without)
      end
    end
  end
  if here > places then
    places, free = here, math.max(0, ready)
    rivals = redis.call('ZRANK', pool .. 'waiting:' .. base .. '.' .. gate, ARGV[1]) or 0
  end
end
local observed, mean = unpack(redis.call('HMGET', pool .. 'lengths', 'observed', 'mean'))
return {tostring(rank), ms(now), tostring(rivals), tostring(free), tostring(places), observed or '0',
  mean or '0', asked or '0', topics, wants, patience, only or '0'}
