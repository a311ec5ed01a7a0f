#!lua
-- A second person upholds a block or lifts it. Of several who do, one does; whoever blocked never does.
-- KEYS[1] block     HASH
-- ARGV[1] id        of the block that was looked at
-- ARGV[2] reviewer  person id
-- ARGV[3] verdict   'uphold' or 'lift'
-- ARGV[4] history   the server's
-- Answer: {'done', whose pass it is, then whoever came with the same words}, {'own'}, or {'decided'} when there is no such block
-- to decide on
local id, by, reviewer, person = unpack(redis.call('HMGET', KEYS[1], 'id', 'by', 'reviewer', 'person'))
if id ~= ARGV[1] or reviewer then
  return {'decided'}
end
if by == ARGV[2] then
  return {'own'}
end
local answer = {'done', person}
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  if string.sub(field, 1, 5) == 'also:' then
    answer[#answer + 1] = string.sub(field, 6)
  end
end
if ARGV[3] == 'lift' then
  redis.call('DEL', KEYS[1])
else
  redis.call('HSET', KEYS[1], 'reviewer', ARGV[2])
end
return answer
