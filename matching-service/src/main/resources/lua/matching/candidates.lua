-- The heads of the buckets in which somebody waits and somebody is free: every match that is possible shows
-- in one of them, so the cost is flat in the number waiting. Of a bucket no more tickets are needed than
-- peers are free for it, and some more for those that fit nobody.
-- ARGV[1] how many more  ARGV[2] most peers of a bucket
-- Answer: {tickets, peers, horizon or empty, ms}; up to the horizon's priority time every ticket is there
local more, most = tonumber(ARGV[1]), tonumber(ARGV[2])
local tickets, peers, seen, horizon = {}, {}, {}, false
for _, base in ipairs(redis.call('SINTER', pool .. 'bases:waiting', pool .. 'bases:free')) do
  local free = {}
  for _, class in ipairs(CLASSES) do
    free[class] = redis.call('ZRANGE', pool .. 'free:' .. base .. '.' .. class, 0, most - 1)
  end
  for _, gate in ipairs(GATES) do
    local able = 0
    for _, class in ipairs(SERVES[gate]) do able = able + #free[class] end
    local take = able + more
    local waiting = able > 0
      and redis.call('ZRANGE', pool .. 'waiting:' .. base .. '.' .. gate, 0, take, 'WITHSCORES') or {}
    if #waiting > 0 then
      for _, class in ipairs(SERVES[gate]) do
        for _, id in ipairs(free[class]) do
          if not seen[id] then
            seen[id] = true
            peers[#peers + 1] = peerRow(id)
          end
        end
      end
      if #waiting > 2 * take then
        local last = tonumber(waiting[2 * take])
        if not horizon or last < horizon then horizon = last end
      end
      for i = 1, math.min(#waiting, 2 * take), 2 do
        local id = waiting[i]
        if not seen[id] then
          seen[id] = true
          tickets[#tickets + 1] = ticketRow(id)
        end
      end
    end
  end
end
return {tickets, peers, horizon and ms(horizon) or '', ms(now)}
