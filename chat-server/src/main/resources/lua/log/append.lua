#!lua
-- Appends a message and rings: member, dedupe, state, rate, seq, append, remember, expire, publish.
-- A known id is answered as it was the first time, also when the conversation is over. It is written down that
-- it was asked again, so that waiting for a replica means the replica has the message too.
-- When the server writes another history than this conversation's, its end may be lost: a new epoch begins.
-- KEYS[1] meta  HASH
-- KEYS[2] log   STREAM
-- KEYS[3] ids   HASH
-- KEYS[4] ring  shard channel
-- KEYS[5] due   ZSET
-- ARGV[1] part          'seeker' or 'peer'
-- ARGV[2] person        person id
-- ARGV[3] id            client's message id
-- ARGV[4] digest        bytes, keyed digest of the text
-- ARGV[5] sealed        bytes
-- ARGV[6] life          milliseconds
-- ARGV[7] level         0 to 6, kept when higher than before
-- ARGV[8] watch         1 when moderation watches, else 0
-- ARGV[9], ARGV[10]     short window in milliseconds, most messages in it
-- ARGV[11], ARGV[12]    long window in milliseconds, most messages in it
-- ARGV[13] escalated    1 when a person has to look, else 0
-- ARGV[14] quiet        milliseconds without a message after which to look at it
-- ARGV[15] conversation id
-- ARGV[16] epoch        a new one, should it be needed
-- ARGV[17] history      the server's
-- Answer: {'kept', seq, ms, epoch, rose}, or {'not_yours' | 'conflict' | 'closed' | 'left' | 'too_fast'}
local meta = redis.call('HMGET', KEYS[1], 'state', ARGV[1], 'epoch', 'level', 'heldUntil', 'history')
local state, member, epoch, level, heldUntil, history = unpack(meta)
if not state or state == 'waiting' or member ~= ARGV[2] then
  return {'not_yours'}
end

if history ~= ARGV[17] then
  epoch = ARGV[16]
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'history', ARGV[17])
  redis.call('SPUBLISH', KEYS[4], 'slook')
end

local known = redis.call('HGET', KEYS[3], ARGV[3])
if known then
  local seq, at, digest = string.match(known, '^(%d+)|(%d+)|(.*)$')
  if digest ~= ARGV[4] then
    return {'conflict'}
  end
  redis.call('HINCRBY', KEYS[1], 'repeats', 1)
  return {'kept', seq, at, epoch, '0'}
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if state == 'closed' or (state == 'held' and now >= tonumber(heldUntil)) then
  return {'closed'}
end
if state == 'held' then
  return {'left'}
end

local function fits(window, most)
  local field = 'r:' .. ARGV[1] .. ':' .. window
  local slot = math.floor(now / tonumber(window))
  local counted = redis.call('HGET', KEYS[1], field)
  local before, count = 0, 0
  if counted then
    before, count = string.match(counted, '^(%d+)|(%d+)$')
    before, count = tonumber(before), tonumber(count)
  end
  if before ~= slot then
    count = 0
  end
  if count >= tonumber(most) then
    return false
  end
  redis.call('HSET', KEYS[1], field, string.format('%.0f|%d', slot, count + 1))
  return true
end
if not fits(ARGV[9], ARGV[10]) or not fits(ARGV[11], ARGV[12]) then
  return {'too_fast'}
end

local seq = redis.call('HINCRBY', KEYS[1], 'seq', 1)
local at = string.format('%.0f', now)
local by = ARGV[1] .. ':' .. ARGV[2]
redis.call('XADD', KEYS[2], seq .. '-0', 'i', ARGV[3], 'b', by, 't', at, 's', ARGV[5])
redis.call('HSET', KEYS[3], ARGV[3], seq .. '|' .. at .. '|' .. ARGV[4])
local rose = tonumber(ARGV[7]) > tonumber(level)
if rose then
  redis.call('HSET', KEYS[1], 'level', ARGV[7])
end
if ARGV[8] == '1' then
  redis.call('HINCRBY', KEYS[1], 'watches', 1)
end
if ARGV[13] == '1' then
  redis.call('HSET', KEYS[1], 'escalated', '1')
end
redis.call('ZADD', KEYS[5], string.format('%.0f', now + tonumber(ARGV[14])), ARGV[15])
for i = 1, 3 do
  redis.call('PEXPIRE', KEYS[i], ARGV[6])
end
redis.call('SPUBLISH', KEYS[4],
  'm' .. seq .. '|' .. ARGV[3] .. '|' .. by .. '|' .. at .. '\n' .. ARGV[5])
return {'kept', tostring(seq), at, epoch, rose and '1' or '0'}
