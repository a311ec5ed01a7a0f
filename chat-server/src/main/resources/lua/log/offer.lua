#!lua
-- Whoever writes with a seeker asks whether something that may help may come, or the seeker answers; and rings. All of it
-- is in the steps. One question at a time, and what was answered is not asked again: a no is a no. A question of somebody
-- who is not in it any more has fallen away, and what was asked before the seeker came back with words counts as never
-- asked, because it may be somebody else who has the words.
-- KEYS[1] meta  HASH
-- KEYS[2] ring  shard channel
-- ARGV[1] does      'ask', or the seeker's 'yes' or 'no'
-- ARGV[2] person    id of who does it
-- ARGV[3] what      code, or empty
-- ARGV[4] question  number of the step that the seeker answers, or empty
-- ARGV[5] history   the server's
-- Answer: {'done'}, or {'not_yours' | 'closed' | 'left' | 'taken' | 'taken_over' | 'already' | 'decided'}
local does, person, what = ARGV[1], ARGV[2], ARGV[3]
local state, seeker, peer, peerName, supervisor, supervisorName, writes, seq, steps, since, asked, over, consult =
  unpack(redis.call('HMGET', KEYS[1], 'state', 'seeker', 'peer', 'name:peer', 'supervisor', 'name:supervisor', 'writes',
    'seq', 'steps', 'seekerFrom', 'asked', 'over', 'consult'))
if not state or state == 'waiting' then
  return {'not_yours'}
end
if does == 'ask' then
  if person ~= peer and person ~= supervisor then
    return {'not_yours'}
  end
elseif person ~= seeker then
  return {'not_yours'}
end
if state == 'closed' then
  return {'closed'}
end
if state == 'held' and does ~= 'no' then
  return {'left'}
end

local before = tonumber(string.match(since or '', '|(%d+)$') or '0')
local count, open, answered = 0, nil, {}
for line in string.gmatch(steps or '', '[^\n]+') do
  count = count + 1
  local kind, by, name, of = string.match(line, '^%d+\t(offer_%a+)\t%d+\t%d+\t([^\t]*)\t([^\t]*)\t[^\t]*\t(%a+)$')
  if kind and count > before then
    if kind == 'offer_asked' then
      open = {number = tostring(count), by = by, name = name, what = of}
    else
      open = nil
      answered[of] = true
    end
  end
end
if open and open.by ~= peer and open.by ~= supervisor then
  open = nil
end

local function step(kind, by, name, of)
  local time = redis.call('TIME')
  local at = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
  local line = table.concat({count + 1, kind, at, seq, by, name, '', of}, '\t')
  redis.call('HSET', KEYS[1], 'steps', (steps and steps .. '\n' or '') .. line)
  redis.call('SPUBLISH', KEYS[2], 'sstepped|' .. line)
  return {'done'}
end

if does ~= 'ask' then
  if not open or open.number ~= ARGV[4] then
    return {'decided'}
  end
  return step('offer_' .. does, open.by, open.name, open.what)
end
if person == peer and writes == 'supervisor' then
  return {'taken_over'}
end
if open then
  return {open.what == what and open.by == person and 'done' or 'already'}
end
if answered[what] then
  return {'decided'}
end
if asked or (over and string.match(over, '^asked')) or (consult and string.match(consult, '^asked')) then
  return {'taken'}
end
if person == peer then
  return step('offer_asked', peer, peerName, what)
end
return step('offer_asked', supervisor, supervisorName, what)
