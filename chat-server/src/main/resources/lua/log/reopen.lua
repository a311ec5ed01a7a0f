#!lua
-- The seeker of a conversation is back with words: it is open, and what was said before is not shown to them any more.
-- It may be somebody else who has the words, so what needs the seeker's own yes ends with who said it: a clinician is out
-- or does not come, in a new epoch, so that nothing said from then on reaches them, and may be asked for again; a peer's
-- question about handing over falls away with its note; and the card on which they can be reached is theirs no more.
-- A time to hold that is over is not begun again: others have been answered that it is closed. When the server writes
-- another history its end may be lost, and what its writers bring again would be told as if it were new: they come first,
-- for a while from when that was found, whoever found it.
-- Doing it again changes nothing but from where on they read.
-- KEYS[1] meta  HASH
-- KEYS[2] ring  shard channel
-- KEYS[3] due   ZSET
-- ARGV[1] quiet         milliseconds without a message after which to look at it
-- ARGV[2] conversation  id
-- ARGV[3] epoch         a new one, should it be needed
-- ARGV[4] history       the server's
-- Answer: {'open'}, {'later'} when what was lost comes first, or {'gone'} when it is over, or nobody is in it
local BRING_AGAIN = 30000
local state, seq, heldUntil, history, quiet, steps, repaired = unpack(redis.call('HMGET', KEYS[1],
  'state', 'seq', 'heldUntil', 'history', 'quiet', 'steps', 'repaired'))
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if (state ~= 'open' and state ~= 'held') or (state == 'held' and now >= tonumber(heldUntil)) then
  return {'gone'}
end
if history ~= ARGV[4] then
  redis.call('HSET', KEYS[1], 'epoch', ARGV[3], 'history', ARGV[4], 'repaired', string.format('%.0f', now))
  redis.call('SPUBLISH', KEYS[2], 'slook')
  return {'later'}
end
if repaired and now < tonumber(repaired) + BRING_AGAIN then
  return {'later'}
end

local count = 0
for _ in string.gmatch(steps or '', '[^\n]+') do
  count = count + 1
end
local function step(kind, by, name)
  count = count + 1
  local line = table.concat({count, kind, string.format('%.0f', now), seq, by, name, ''}, '\t')
  steps = (steps and steps .. '\n' or '') .. line
  redis.call('HSET', KEYS[1], 'steps', steps)
  redis.call('SPUBLISH', KEYS[2], 'sstepped|' .. line)
end

local consult, over, peer, peerName, card =
  unpack(redis.call('HMGET', KEYS[1], 'consult', 'over', 'peer', 'name:peer', 'contact'))
local standing, clinician, name = string.match(consult or '', '^(%a+)\t%d+\t%d+\t([^\t]*)\t[^\t]*\t(.*)$')
if standing and standing ~= 'no' then
  redis.call('HDEL', KEYS[1], 'consult', 'clinician')
  if standing == 'in' then
    redis.call('HSET', KEYS[1], 'epoch', ARGV[3])
  end
  step(standing == 'in' and 'clinician_left' or 'clinician_nobody', clinician, name)
end
if over and string.match(over, '^asked') then
  redis.call('HDEL', KEYS[1], 'over', 'overNote', 'noteOf')
  step('over_back', peer, peerName)
end
-- An offer that nobody has answered is for who is there; whatever else it says is of who was.
if card and not string.match(card, '^%d+\toffered\t') then
  redis.call('HSET', KEYS[1], 'contactBefore', '1')
end

redis.call('HSET', KEYS[1], 'state', 'open', 'seekerFrom', string.format('%d|%d', tonumber(seq) + 1, count))
redis.call('HDEL', KEYS[1], 'heldUntil', 'quiet', 'waits', 'unseen')
redis.call('ZADD', KEYS[3], string.format('%.0f', now + tonumber(ARGV[1])), ARGV[2])
if quiet then
  redis.call('SPUBLISH', KEYS[2], 'squiet|over|0')
end
redis.call('SPUBLISH', KEYS[2], 'spresence|seeker|back')
if standing == 'in' then
  redis.call('SPUBLISH', KEYS[2], 'slook')
end
return {'open'}
