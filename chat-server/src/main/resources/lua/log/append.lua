#!lua
-- Appends a message and rings: member, dedupe, state, rate, seq, append, remember, expire, publish.
-- A known id is answered as it was the first time, also when the conversation is over. It is written down that
-- it was asked again, so that waiting for a replica means the replica has the message too.
-- The seeker of a conversation that is held because it grew quiet opens it again by writing.
-- A message that a supervisor has to release is laid aside instead, until it comes again with 'release'.
-- When the server writes another history than this conversation's, its end may be lost: a new epoch begins.
-- KEYS[1] meta  HASH
-- KEYS[2] log   STREAM
-- KEYS[3] ids   HASH
-- KEYS[4] ring  shard channel
-- KEYS[5] due   ZSET
-- KEYS[6] withheld  HASH
-- ARGV[1] part          'seeker', 'peer', 'supervisor' or 'clinician'
-- ARGV[2] person        person id
-- ARGV[3] id            client's message id
-- ARGV[4] digest        bytes, keyed digest of the text
-- ARGV[5] sealed        bytes
-- ARGV[6] life          milliseconds
-- ARGV[7] level         0 to 6, kept when higher than before
-- ARGV[8] watch         1 when moderation watches the seeker, else 0
-- ARGV[9], ARGV[10]     short window in milliseconds, most messages in it
-- ARGV[11], ARGV[12]    long window in milliseconds, most messages in it
-- ARGV[13] escalated    1 when a person has to look, else 0
-- ARGV[14] quiet        milliseconds without a message after which to look at it
-- ARGV[15] conversation id
-- ARGV[16] epoch        a new one, should it be needed
-- ARGV[17] how          'say', 'withhold', or 'release' for what was withheld
-- ARGV[18] withheld for milliseconds
-- ARGV[19] most withheld in one conversation
-- ARGV[20] preparation  1 when it spoke of goodbyes, means or giving things away, else 0
-- ARGV[21] minor        1 when it points to a person under age, else 0
-- ARGV[22] history      the server's
-- Answer: {'kept', seq, ms, epoch, rose}, {'withheld'}, 'release' may also get {'decided'}, or
--   {'not_yours' | 'conflict' | 'closed' | 'left' | 'too_fast' | 'taken_over'}
local meta = redis.call('HMGET', KEYS[1], 'state', ARGV[1], 'epoch', 'level', 'heldUntil', 'history', 'writes',
  'quiet')
local state, member, epoch, level, heldUntil, history, writes, quiet = unpack(meta)
if not state or state == 'waiting' or member ~= ARGV[2] then
  return {'not_yours'}
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if history ~= ARGV[22] then
  epoch = ARGV[16]
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'history', ARGV[22], 'repaired', string.format('%.0f', now))
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

local release = ARGV[17] == 'release'
local aside, asideDigest, till =
  unpack(redis.call('HMGET', KEYS[6], ARGV[3], ARGV[3] .. ':digest', ARGV[3] .. ':until'))
if aside and asideDigest ~= ARGV[4] then
  return {'conflict'}
end
if aside and not release then
  redis.call('HINCRBY', KEYS[1], 'repeats', 1)
  return {'withheld'}
end
if release and (aside ~= 'waits' or now >= tonumber(till)) then
  return {'decided'}
end
-- Until it is closed whoever fell asleep may come back.
local asleep = state == 'held' and string.match(quiet or '', '^held|')
if state == 'closed' or (state == 'held' and not asleep and now >= tonumber(heldUntil)) then
  return {'closed'}
end
if state == 'held' and not (asleep and ARGV[1] == 'seeker') then
  return {'left'}
end
-- A peer whose conversation a supervisor carries on reads and does not write; what is released was looked at.
if writes == 'supervisor' and ARGV[1] == 'peer' and not release then
  return {'taken_over'}
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
-- What was withheld was counted then.
if not release and (not fits(ARGV[9], ARGV[10]) or not fits(ARGV[11], ARGV[12])) then
  return {'too_fast'}
end

local at = string.format('%.0f', now)
local by = ARGV[1] .. ':' .. ARGV[2]
if ARGV[17] == 'withhold' then
  if tonumber(redis.call('HGET', KEYS[6], 'count') or '0') >= tonumber(ARGV[19]) then
    return {'too_fast'}
  end
  redis.call('HINCRBY', KEYS[6], 'count', 1)
  redis.call('HSET', KEYS[6], ARGV[3], 'waits', ARGV[3] .. ':digest', ARGV[4], ARGV[3] .. ':text', ARGV[5],
    ARGV[3] .. ':by', by, ARGV[3] .. ':at', at,
    ARGV[3] .. ':until', string.format('%.0f', now + tonumber(ARGV[18])))
  redis.call('PEXPIRE', KEYS[6], ARGV[6])
  return {'withheld'}
end

if asleep then
  redis.call('HSET', KEYS[1], 'state', 'open')
  redis.call('HDEL', KEYS[1], 'heldUntil', 'quiet', 'waits')
  -- The end of the time to hold is later than the clock that begins anew.
  redis.call('ZREM', KEYS[5], ARGV[15])
  redis.call('SPUBLISH', KEYS[4], 'spresence|seeker|here')
  redis.call('SPUBLISH', KEYS[4], 'squiet|over|0')
end
local seq = redis.call('HINCRBY', KEYS[1], 'seq', 1)
redis.call('XADD', KEYS[2], seq .. '-0', 'i', ARGV[3], 'b', by, 't', at, 's', ARGV[5])
redis.call('HSET', KEYS[3], ARGV[3], seq .. '|' .. at .. '|' .. ARGV[4])
-- Since when the seeker waits for words; those of anybody else are an answer.
if ARGV[1] == 'seeker' then
  redis.call('HSETNX', KEYS[1], 'waits', at)
  if redis.call('HDEL', KEYS[1], 'unseen') == 1 then
    redis.call('SPUBLISH', KEYS[4], 'spresence|seeker|here')
  end
else
  redis.call('HDEL', KEYS[1], 'waits')
end
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
if ARGV[20] == '1' then
  redis.call('HINCRBY', KEYS[1], 'preparations', 1)
end
if ARGV[21] == '1' then
  redis.call('HSET', KEYS[1], 'minor', '1')
end
if release then
  redis.call('HSET', KEYS[6], ARGV[3], 'released')
end
-- A moment that the seeker asked for lasts longer than that, and stands.
redis.call('ZADD', KEYS[5], 'GT', string.format('%.0f', now + tonumber(ARGV[14])), ARGV[15])
for i = 1, 3 do
  redis.call('PEXPIRE', KEYS[i], ARGV[6])
end
redis.call('PEXPIRE', KEYS[6], ARGV[6])
redis.call('SPUBLISH', KEYS[4],
  'm' .. seq .. '|' .. ARGV[3] .. '|' .. by .. '|' .. at .. '\n' .. ARGV[5])
return {'kept', tostring(seq), at, epoch, rose and '1' or '0'}
