#!lua
-- Brings the peer into a waiting conversation, or a supervisor without one; the note becomes its next message.
-- Where the peer hands it over, with the seeker's consent, the next one comes in and they are out in this one step:
-- a new epoch begins, so that nothing that is said from then on reaches them.
-- Opening it again for the same person changes nothing.
-- KEYS[1] meta  HASH
-- KEYS[2] log   STREAM
-- KEYS[3] ids   HASH
-- KEYS[4] due   ZSET
-- KEYS[5] ring  shard channel
-- ARGV[1] with         person id
-- ARGV[2] name         theirs
-- ARGV[3] life         milliseconds
-- ARGV[4] quiet        milliseconds without a message after which to look at it
-- ARGV[5] conversation id
-- ARGV[6] part         'peer' or 'supervisor'
-- ARGV[7] badge        a peer's, or empty
-- ARGV[8] epoch        a new one, should it be needed
-- ARGV[9] member       what stands for the usual time in what is due
-- ARGV[10] usual       milliseconds that it usually lasts
-- ARGV[11] notice      milliseconds before the end of that at which both are told
-- ARGV[12] history     the server's
-- Answer: {'open'}, {'known'} for the same person, {'taken'} for another, {'gone'} when there is none
local part = ARGV[6]
local state, with, over = unpack(redis.call('HMGET', KEYS[1], 'state', part, 'over'))
if not state then
  return {'gone'}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if state == 'open' and part == 'peer' and with ~= ARGV[1] and over and string.match(over, '^agreed') then
  local name, seq, steps, earlier = unpack(redis.call('HMGET', KEYS[1], 'name:peer', 'seq', 'steps', 'earlier'))
  local number = 1
  for _ in string.gmatch(steps or '', '[^\n]+') do
    number = number + 1
  end
  local line = table.concat({number, 'handed_over', string.format('%.0f', now), seq, with, name, ARGV[2]}, '\t')
  redis.call('HSET', KEYS[1], 'peer', ARGV[1], 'name:peer', ARGV[2], 'badge:peer', ARGV[7],
    'epoch', ARGV[8], 'from', string.format('%d', tonumber(seq) + 1),
    'earlier', (earlier and earlier .. '\n' or '') .. with .. ' ' .. name, 'steps', (steps and steps .. '\n' or '') .. line)
  redis.call('HDEL', KEYS[1], 'over', 'asked', 'quiet')
  -- Whoever comes next has not kept anybody waiting.
  if redis.call('HEXISTS', KEYS[1], 'waits') == 1 then
    redis.call('HSET', KEYS[1], 'waits', string.format('%.0f', now))
  end
  -- The same clock goes on; but what the one before added, this one did not.
  local ends = string.match(redis.call('HGET', KEYS[1], 'time') or '', '^more|%d+|(%d+)$')
  if ends then
    redis.call('HSET', KEYS[1], 'time', 'start|0|' .. ends)
  end
  for i = 1, 3 do
    redis.call('PEXPIRE', KEYS[i], ARGV[3])
  end
  redis.call('ZADD', KEYS[4], string.format('%.0f', now + tonumber(ARGV[4])), ARGV[5])
  redis.call('SPUBLISH', KEYS[5], 'sstepped|' .. line)
  redis.call('SPUBLISH', KEYS[5], 'slook')
  return {'open'}
end
if state ~= 'waiting' then
  return {with == ARGV[1] and 'known' or 'taken'}
end
redis.call('HSET', KEYS[1], 'state', 'open', part, ARGV[1], 'name:' .. part, ARGV[2])
redis.call('HDEL', KEYS[1], 'quiet', 'safe', 'waits')
if part == 'supervisor' then
  -- Whoever was its peer before waits for nothing here.
  redis.call('HDEL', KEYS[1], 'peer', 'name:peer', 'badge:peer', 'time')
  redis.call('ZREM', KEYS[4], ARGV[9])
  local seq, steps = unpack(redis.call('HMGET', KEYS[1], 'seq', 'steps'))
  local number = 1
  for _ in string.gmatch(steps or '', '[^\n]+') do
    number = number + 1
  end
  local line = table.concat({number, 'answered', string.format('%.0f', now), seq, ARGV[1], ARGV[2], ''}, '\t')
  redis.call('HSET', KEYS[1], 'steps', (steps and steps .. '\n' or '') .. line)
else
  local ends = now + tonumber(ARGV[10])
  redis.call('HSET', KEYS[1], 'badge:peer', ARGV[7], 'time', string.format('start|0|%.0f', ends))
  redis.call('HDEL', KEYS[1], 'times')
  redis.call('ZADD', KEYS[4], string.format('%.0f', ends - tonumber(ARGV[11])), ARGV[9])
end
local note, noteId, digest, seeker =
  unpack(redis.call('HMGET', KEYS[1], 'note', 'noteId', 'noteDigest', 'seeker'))
if note then
  local seq = redis.call('HINCRBY', KEYS[1], 'seq', 1)
  redis.call('XADD', KEYS[2], seq .. '-0', 'i', noteId, 'b', 'seeker:' .. seeker,
    't', string.format('%.0f', now), 's', note)
  redis.call('HSET', KEYS[3], noteId, seq .. '|' .. string.format('%.0f', now) .. '|' .. digest)
  redis.call('HSET', KEYS[1], 'waits', string.format('%.0f', now), 'noteSeq', seq)
  redis.call('HDEL', KEYS[1], 'note', 'noteId', 'noteDigest')
end
for i = 1, 3 do
  redis.call('PEXPIRE', KEYS[i], ARGV[3])
end
redis.call('ZADD', KEYS[4], string.format('%.0f', now + tonumber(ARGV[4])), ARGV[5])
return {'open'}
