-- The heads of the buckets in which somebody waits and somebody is free: every match that is possible shows
-- in one of them, so the cost is flat in the number waiting.
-- ARGV[1] most tickets of a bucket, and most peers of one
-- Answer: {tickets, peers, horizon or empty, ms}; up to the horizon's priority time every ticket is there
local depth = tonumber(ARGV[1])
local tickets, peers, seen, horizon = {}, {}, {}, false
for _, base in ipairs(redis.call('SINTER', pool .. 'bases:waiting', pool .. 'bases:free')) do
  for _, gate in ipairs(GATES) do
    local waiting = redis.call('ZRANGE', pool .. 'waiting:' .. base .. '.' .. gate, 0, depth, 'WITHSCORES')
    if #waiting > 0 then
      local any = false
      for _, class in ipairs(SERVES[gate]) do
        for _, id in ipairs(redis.call('ZRANGE', pool .. 'free:' .. base .. '.' .. class, 0, depth - 1)) do
          any = true
          if not seen[id] then
            seen[id] = true
            peers[#peers + 1] = peerRow(id)
          end
        end
      end
      if any then
        if #waiting > 2 * depth then
          local last = tonumber(waiting[2 * depth])
          if not horizon or last < horizon then horizon = last end
        end
        for i = 1, math.min(#waiting, 2 * depth), 2 do
          local id = waiting[i]
          if not seen[id] then
            seen[id] = true
            tickets[#tickets + 1] = ticketRow(id)
          end
        end
      end
    end
  end
end
return {tickets, peers, horizon and ms(horizon) or '', ms(now)}
