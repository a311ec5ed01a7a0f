#!lua
-- The card on which a seeker may leave how they can be reached: a supervisor offers it, the seeker fills it or keeps it to
-- themselves, and within what they chose it is passed on, with a second supervisor where one is there in time. Rings, and
-- never with what is on it. What is so already changes nothing. A card of who was there before somebody came back with
-- words is not theirs to change, and without the consent for life it is not passed on any more.
-- KEYS[1] meta  HASH
-- KEYS[2] ring  shard channel
-- ARGV[1] what      'offer', 'pass' or 'passed' of the supervisor, 'confirm' of another; 'share', 'keep', 'yes' or 'no' of the seeker
-- ARGV[2] person    id of who does it
-- ARGV[3] name      theirs, or empty
-- ARGV[4] number    of the card that is answered or confirmed, or empty
-- ARGV[5] consent   'ask' or 'life', or empty
-- ARGV[6] to        whom it is passed on to, or empty
-- ARGV[7] of        id that the sealed bytes are bound to, or empty
-- ARGV[8] sealed    bytes, or empty
-- ARGV[9] patience  milliseconds that a second supervisor is waited for
-- ARGV[10] history  the server's
-- Answer: {'done'}, or {'not_yours' | 'closed' | 'left' | 'already' | 'decided' | 'undecided' | 'nobody_else' | 'own'}
local what, person, name = ARGV[1], ARGV[2], ARGV[3]
local state, seeker, holder, holderName, card, before = unpack(redis.call('HMGET', KEYS[1],
  'state', 'seeker', 'supervisor', 'name:supervisor', 'contact', 'contactBefore'))
local ofSeeker = what == 'share' or what == 'keep' or what == 'yes' or what == 'no'
if not state or state == 'waiting' or (ofSeeker and person ~= seeker)
  or (not ofSeeker and what ~= 'confirm' and person ~= holder) then
  return {'not_yours'}
end
if state == 'closed' then
  return {'closed'}
end
if state == 'held' and (what == 'offer' or what == 'share' or what == 'yes') then
  return {'left'}
end
local number, standing, since, by, byName, consent, to, second = '0'
if card then
  number, standing, since, by, byName, consent, to, second =
    string.match(card, '^(%d+)\t([%a_]+)\t(%d+)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)$')
end
local holds = standing and standing ~= 'offered' and standing ~= 'declined' and standing ~= 'taken_back'
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function becomes(standing, who, whose, how, where, other)
  local line = table.concat({tonumber(number) + 1, standing, string.format('%.0f', now), who, whose,
    how or '', where or '', other or ''}, '\t')
  redis.call('HSET', KEYS[1], 'contact', line)
  redis.call('SPUBLISH', KEYS[2], 'scontact')
  return {'done'}
end

if what == 'offer' then
  if holds and standing ~= 'passed' then
    return {'already'}
  end
  if standing and standing ~= 'offered' then
    -- They said no, or it is done. What they want after that they say by themselves.
    return {'decided'}
  end
  if standing and by == person then
    return {'done'}
  end
  return becomes('offered', person, name)
end

if not standing or (before and ofSeeker) then
  return {'decided'}
end

if what == 'share' then
  if standing == 'passed' then
    return {'decided'}
  end
  if holds then
    return {'already'}
  end
  if not holder then
    return {'nobody_else'}
  end
  redis.call('HSET', KEYS[1], 'contactValue', ARGV[8], 'contactOf', ARGV[7])
  return becomes('shared', holder, holderName, ARGV[5])
end

if what == 'keep' then
  if standing == 'passed' then
    return {'decided'}
  end
  if standing == 'offered' then
    return becomes('declined', by, byName)
  end
  if not holds then
    return {'done'}
  end
  redis.call('HDEL', KEYS[1], 'contactValue', 'contactOf')
  return becomes('taken_back', by, byName)
end

if what == 'yes' or what == 'no' then
  if standing ~= 'asking' or number ~= ARGV[4] or (what == 'yes' and holder ~= by) then
    return {'decided'}
  end
  if what == 'no' then
    return becomes('shared', by, byName, consent)
  end
  return becomes('confirming', by, byName, consent, to)
end

if what == 'pass' then
  if not holds then
    return {'decided'}
  end
  local begun = standing == 'asking' or standing == 'confirming' or standing == 'confirmed'
  if begun and by == person and to == ARGV[6] then
    return {'done'}
  end
  if before and consent ~= 'life' then
    return {'left'}
  end
  -- Somebody else, or another service: both are asked anew.
  return becomes(consent == 'life' and 'confirming' or 'asking', person, name, consent, ARGV[6])
end

if what == 'confirm' then
  if standing ~= 'confirming' or number ~= ARGV[4] or holder ~= by then
    return {'decided'}
  end
  if by == person then
    return {'own'}
  end
  return becomes('confirmed', by, byName, consent, to, name)
end

if by ~= person then
  return {'decided'}
end
if standing == 'passed' then
  return {'done'}
end
if standing == 'confirming' and now < tonumber(since) + tonumber(ARGV[9]) then
  return {'undecided'}
end
if standing ~= 'confirming' and standing ~= 'confirmed' then
  return {'decided'}
end
return becomes('passed', by, byName, consent, to, second)
