#!lua
-- A supervisor whispers to the peer of a conversation, or the peer notes something for supervisors, and rings. It is beside the log and not in it: nothing that a
-- seeker reads, now or later, is made of it. A known id is answered as it was the first time.
-- KEYS[1] meta      HASH
-- KEYS[2] whispers  HASH
-- KEYS[3] ring      shard channel
-- ARGV[1] id      client's message id
-- ARGV[2] by      person id
-- ARGV[3] name    their name
-- ARGV[4] digest  bytes, keyed digest of the text
-- ARGV[5] sealed  bytes
-- ARGV[6] life    milliseconds
-- ARGV[7] most    in one conversation
-- ARGV[8] note    1 when its peer writes for supervisors, else 0
-- ARGV[9] history the server's
-- Answer: {'kept', ms}, or {'not_yours' | 'conflict' | 'closed' | 'too_fast'}
local state, peer = unpack(redis.call('HMGET', KEYS[1], 'state', 'peer'))
if not state or not peer or state == 'waiting' or (ARGV[8] == '1' and peer ~= ARGV[2]) then
  return {'not_yours'}
end
local known, digest = unpack(redis.call('HMGET', KEYS[2], ARGV[1], ARGV[1] .. ':digest'))
if known then
  if digest ~= ARGV[4] then
    return {'conflict'}
  end
  redis.call('HINCRBY', KEYS[1], 'repeats', 1)
  return {'kept', string.match(known, '^%d+|(%d+)|')}
end
if state == 'closed' then
  return {'closed'}
end
local count = redis.call('HINCRBY', KEYS[2], 'count', 1)
if count > tonumber(ARGV[7]) then
  return {'too_fast'}
end
local time = redis.call('TIME')
local at = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
redis.call('HSET', KEYS[2], ARGV[1], count .. '|' .. at .. '|' .. peer .. '|' .. ARGV[2],
  ARGV[1] .. ':name', ARGV[3], ARGV[1] .. ':digest', ARGV[4], ARGV[1] .. ':text', ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[6])
redis.call('SPUBLISH', KEYS[3], 'swhispered|' .. peer .. '|' .. ARGV[1])
return {'kept', at}
