#!lua
-- Who has each of some flags, and how loud it is. Reads only.
-- KEYS[1] claims  HASH flag id -> supervisor|name, <flag id>:since ms, <flag id>:loud 1 or 2
-- KEYS[2] here    ZSET supervisor -> ms at which the lease of being there ends
-- ARGV            flag ids
-- Answer: for each flag {supervisor|name or '', 1 when they are there else 0, ms since nobody has it or '', loud 0 to 2,
--   supervisor|name who is asked to have it or ''}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local answer = {}
for _, flag in ipairs(ARGV) do
  local claim, since, loud, asked = unpack(redis.call('HMGET', KEYS[1], flag, flag .. ':since', flag .. ':loud', flag .. ':asked'))
  local holder = claim and string.match(claim, '^([^|]*)|')
  local there = holder and tonumber(redis.call('ZSCORE', KEYS[2], holder) or '0') > now
  table.insert(answer, claim or '')
  table.insert(answer, there and '1' or '0')
  table.insert(answer, since or '')
  table.insert(answer, loud or '0')
  table.insert(answer, there and asked or '')
end
return answer
