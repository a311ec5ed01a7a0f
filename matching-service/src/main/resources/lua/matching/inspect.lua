-- The line and the people on duty, for a supervisor.
-- ARGV[1] most tickets of a language, and most peers
-- Answer: {tickets with their position, 0 for the absent, peers with their duty and answers, waiting, ms}
local most = tonumber(ARGV[1]) - 1
local tickets, peers = {}, {}
local function add(id, position)
  local row = ticketRow(id)
  row[#row + 1] = tostring(position)
  tickets[#tickets + 1] = row
end
for _, language in ipairs(redis.call('SMEMBERS', pool .. 'languages')) do
  for position, id in ipairs(redis.call('ZRANGE', pool .. 'line:' .. language, 0, most)) do
    add(id, position)
  end
end
for _, id in ipairs(redis.call('ZRANGE', pool .. 'absent', 0, most)) do add(id, 0) end
for _, id in ipairs(redis.call('ZRANGE', pool .. 'onduty', 0, most)) do
  local row = peerRow(id)
  -- Not what they would rather not take: that is told to nobody else, and peerRow has it for the reasons alone.
  local has = duty(id)
  for i = 1, 4 do row[#row + 1] = has[i] end
  local more = redis.call('HMGET', peerKey(id), 'offers', 'accepts', 'declines', 'expiries', 'offer')
  for i = 1, 4 do row[#row + 1] = more[i] or '0' end
  row[#row + 1] = more[5] and redis.call('HGET', offerKey(more[5]), 'ticket') or ''
  peers[#peers + 1] = row
end
return {tickets, peers, tostring(redis.call('ZCARD', pool .. 'arrived')), ms(now)}
