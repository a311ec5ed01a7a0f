#!lua
-- The peer is not in a conversation any more, and its seeker waits for another. A new epoch begins, so that whoever
-- still reads has to come anew, which an earlier peer cannot. Doing it again for the same turn changes nothing.
-- KEYS[1] meta  HASH
-- KEYS[2] ring  shard channel
-- KEYS[3] due   ZSET
-- ARGV[1] peer          the one who goes, person id
-- ARGV[2] share         1 when the next peer may read what was said so far, as far as the seeker may, else 0
-- ARGV[3] waiting       milliseconds after which to look at it
-- ARGV[4] life          milliseconds
-- ARGV[5] conversation  id
-- ARGV[6] epoch         a new one
-- ARGV[7] history       the server's
-- Answer: {'waiting'}, {'known'} when that peer is not in it, or {'gone'} when it is not open
local state, peer, name, seq = unpack(redis.call('HMGET', KEYS[1], 'state', 'peer', 'name:peer', 'seq'))
if state == 'waiting' then
  return {'known'}
end
if state ~= 'open' and state ~= 'held' then
  return {'gone'}
end
if peer ~= ARGV[1] then
  return {'known'}
end
-- A supervisor who joined goes with the peer they joined.
local supervisor, supervisorName, steps, over, consult, card, back = unpack(
  redis.call('HMGET', KEYS[1], 'supervisor', 'name:supervisor', 'steps', 'over', 'consult', 'contact', 'seekerFrom'))
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function step(kind, by, byName, with)
  local number = 1
  for _ in string.gmatch(steps or '', '[^\n]+') do
    number = number + 1
  end
  local line = table.concat({number, kind, string.format('%.0f', now), seq, by, byName, with}, '\t')
  steps = steps and steps .. '\n' .. line or line
  redis.call('HSET', KEYS[1], 'steps', steps)
end
if over then
  -- The seeker did not wait for it.
  step('over_back', peer, name, '')
end
if supervisor then
  step('left', supervisor, supervisorName, name)
  redis.call('HDEL', KEYS[1], 'supervisor', 'name:supervisor')
end
-- And so does a clinician; a no to them stays.
local standing, clinician, clinicianName = string.match(consult or '', '^(%a+)\t%d+\t%d+\t([^\t]*)\t[^\t]*\t(.*)$')
if standing and standing ~= 'no' then
  step(standing == 'in' and 'clinician_left' or 'clinician_nobody', clinician, clinicianName, '')
  redis.call('HDEL', KEYS[1], 'consult', 'clinician')
end
redis.call('HDEL', KEYS[1], 'writes', 'asked', 'over', 'overNote', 'noteOf', 'contactValue', 'contactOf')
-- How the seeker can be reached was for whoever was there; that they would rather not is remembered.
if card and not string.match(card, '^%d+\tdeclined\t') then
  redis.call('HDEL', KEYS[1], 'contact', 'contactBefore')
end
local earlier = redis.call('HGET', KEYS[1], 'earlier')
redis.call('HSET', KEYS[1], 'state', 'waiting', 'epoch', ARGV[6],
  'earlier', (earlier and earlier .. '\n' or '') .. peer .. ' ' .. name,
  'from', ARGV[2] == '1' and string.match(back or '1', '^%d+') or string.format('%d', tonumber(seq) + 1))
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('ZADD', KEYS[3], string.format('%.0f', now + tonumber(ARGV[3])), ARGV[5])
redis.call('SPUBLISH', KEYS[2], 'slook')
return {'waiting'}
