#!lua
-- What the acts of matching share; put in front of each of them. Every key and channel lies in the pool's
-- one slot: KEYS[1] is the pool's prefix, m:{pool}:, and which buckets are touched depends on the ticket
-- itself. Times are milliseconds of the Redis server's clock.
local pool = KEYS[1]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- Tickets stand in a gate (ordinary, clearance for 16 and 17, imminent, both), peers in a class (supervised,
-- independent, each perhaps cleared): which class serves which gate.
local SERVES = {o = {'s', 'sc', 'n', 'nc'}, c = {'sc', 'nc'}, i = {'n', 'nc'}, b = {'nc'}}
local GATES = {'o', 'c', 'i', 'b'}
local CLASSES = {'s', 'sc', 'n', 'nc'}

-- How long it is known that a ticket has ended, ms: a day.
local ENDED_KNOWN = 86400000

local function ms(number)
  return string.format('%.0f', number)
end

local function ticketKey(id) return pool .. 'ticket:' .. id end
local function peerKey(id) return pool .. 'peer:' .. id end
local function offerKey(id) return pool .. 'offer:' .. id end
local function placesKey(id) return pool .. 'places:' .. id end
local function talkKey(conversation) return pool .. 'talk:' .. conversation end

local function split(text)
  local parts = {}
  for part in string.gmatch(text or '', '[^,]+') do parts[#parts + 1] = part end
  return parts
end

-- How many listen: exact on a cluster too, because all who subscribe to a shard channel are where its slot is.
local function bell(id, what)
  return redis.call('SPUBLISH', pool .. 'bell:' .. id, what)
end

local function lineMoved(language, because)
  bell('line:' .. language, 'moved|' .. because)
  bell('engine', 'look')
end

local function due(kind, id, at)
  redis.call('ZADD', pool .. 'deadlines', ms(at), kind .. ':' .. id)
end

local function notDue(kind, id)
  redis.call('ZREM', pool .. 'deadlines', kind .. ':' .. id)
end

-- A bucket of a side (waiting or free): a base such as en.grief, and a gate or a class. The bases of a side
-- that have anybody are kept in a set, so that a look touches only those where both sides are.
local function enter(side, base, kind, score, id)
  redis.call('ZADD', pool .. side .. ':' .. base .. '.' .. kind, score, id)
  redis.call('SADD', pool .. 'bases:' .. side, base)
end

local function depart(side, base, kind, id, kinds)
  local key = pool .. side .. ':' .. base .. '.'
  if redis.call('ZREM', key .. kind, id) == 0 or redis.call('EXISTS', key .. kind) == 1 then return end
  for _, other in ipairs(kinds) do
    if redis.call('EXISTS', key .. other) == 1 then return end
  end
  redis.call('SREM', pool .. 'bases:' .. side, base)
end

-- The bases a ticket waits in: one for each topic it wants lived, else the one for anybody; only that of a
-- known peer while that one is asked first. And its gate.
local function ticketBuckets(id)
  local language, topics, wants, band, clearance, only, known = unpack(redis.call('HMGET', ticketKey(id),
    'language', 'topics', 'wants', 'band', 'clearance', 'only', 'known'))
  local young = clearance == '1'
  local gate = band == 'imminent' and (young and 'b' or 'i') or (young and 'c' or 'o')
  if only then return {'peer.' .. known}, gate end
  local bases = {}
  if wants == 'lived' then
    for _, topic in ipairs(split(topics)) do bases[#bases + 1] = language .. '.' .. topic end
  end
  if #bases == 0 then bases[1] = language .. '.any' end
  return bases, gate
end

local function intoBuckets(id)
  local priority = redis.call('HGET', ticketKey(id), 'priority')
  local bases, gate = ticketBuckets(id)
  for _, base in ipairs(bases) do enter('waiting', base, gate, priority, id) end
end

local function outOfBuckets(id)
  local bases, gate = ticketBuckets(id)
  for _, base in ipairs(bases) do depart('waiting', base, gate, id, GATES) end
end

local function setTicket(id, state)
  redis.call('HSET', ticketKey(id), 'state', state)
  redis.call('HINCRBY', ticketKey(id), 'version', 1)
end

local function inLine(state)
  return state == 'waiting' or state == 'offered' or state == 'away'
end

-- In line, at the place of its priority time.
local function waits(id, because)
  local language, priority, arrived =
    unpack(redis.call('HMGET', ticketKey(id), 'language', 'priority', 'arrived'))
  setTicket(id, 'waiting')
  redis.call('HDEL', ticketKey(id), 'offer')
  intoBuckets(id)
  redis.call('ZADD', pool .. 'line:' .. language, priority, id)
  redis.call('ZADD', pool .. 'arrived', arrived, id)
  redis.call('SADD', pool .. 'languages', language)
  lineMoved(language, because)
end

local function outOfLine(id, because)
  local language = redis.call('HGET', ticketKey(id), 'language')
  outOfBuckets(id)
  redis.call('ZREM', pool .. 'line:' .. language, id)
  redis.call('ZREM', pool .. 'arrived', id)
  redis.call('ZREM', pool .. 'absent', id)
  notDue('away', id)
  lineMoved(language, because)
end

-- Neither the known peer's time nor the seeker's patience runs any longer, nor the time to look for another peer.
local function forgetTimes(id)
  notDue('known', id)
  notDue('ask', id)
  notDue('look', id)
end

-- The seeker's patience for someone who has lived it begins.
local function bePatient(id)
  local wants, topics, patience = unpack(redis.call('HMGET', ticketKey(id), 'wants', 'topics', 'patience'))
  redis.call('HDEL', ticketKey(id), 'asked')
  notDue('ask', id)
  if wants == 'lived' and topics ~= '' then due('ask', id, now + tonumber(patience)) end
end

-- A known peer alone is waited for no longer, where one was.
local function fromAnyone(id)
  local only, state = unpack(redis.call('HMGET', ticketKey(id), 'only', 'state'))
  if not only then return end
  if state == 'waiting' then outOfBuckets(id) end
  redis.call('HDEL', ticketKey(id), 'only')
  redis.call('HINCRBY', ticketKey(id), 'version', 1)
  notDue('known', id)
  if state == 'waiting' then
    intoBuckets(id)
    bell('engine', 'look')
  end
end

-- A known peer who did not take it is like everybody else from now on, or they would be asked for ever.
local function notTaken(id, peer)
  if redis.call('HGET', ticketKey(id), 'known') ~= peer then return end
  fromAnyone(id)
  redis.call('HDEL', ticketKey(id), 'known')
end

-- The buckets of a peer, and beside each of them one for every topic that they would rather not take this shift.
-- In those nobody ever waits: they tell how many of a bucket will not do for a ticket with that topic.
local function peerBuckets(bases, avoid)
  local all = split(bases)
  local own = #all
  for _, topic in ipairs(split(avoid)) do
    for i = 1, own do all[#all + 1] = all[i] .. '!' .. topic end
  end
  return all
end

-- Whether a peer may be offered somebody, made true in the buckets of free peers.
local function offerable(id)
  local key = peerKey(id)
  local on, capacity, bases, avoid, class, rested, offer, rest, free = unpack(redis.call('HMGET', key,
    'on', 'capacity', 'bases', 'avoid', 'class', 'rested', 'offer', 'rest', 'free'))
  if not on then return end
  redis.call('HINCRBY', key, 'version', 1)
  local can = on == '1' and not offer and not rest
    and redis.call('ZCARD', placesKey(id)) < tonumber(capacity)
  if can then
    if free ~= rested then
      for _, base in ipairs(peerBuckets(bases, avoid)) do enter('free', base, class, rested, id) end
      redis.call('HSET', key, 'free', rested)
    end
    bell('engine', 'look')
  elseif free then
    for _, base in ipairs(peerBuckets(bases, avoid)) do depart('free', base, class, id, CLASSES) end
    redis.call('HDEL', key, 'free')
  end
end

local function rested(id)
  if redis.call('HEXISTS', peerKey(id), 'on') == 1 then
    redis.call('HSET', peerKey(id), 'rested', ms(now))
  end
end

local function placeFreed(id, conversation)
  notDue('place', id .. ':' .. conversation)
  return redis.call('ZREM', placesKey(id), conversation)
end

-- Takes an offer back, whatever for: the place is free again, the ticket is not offered.
local function dropOffer(offer, why)
  local ticket, peer, conversation =
    unpack(redis.call('HMGET', offerKey(offer), 'ticket', 'peer', 'conversation'))
  redis.call('DEL', offerKey(offer))
  notDue('offer', offer)
  placeFreed(peer, conversation)
  redis.call('HDEL', peerKey(peer), 'offer')
  redis.call('HDEL', ticketKey(ticket), 'offer')
  offerable(peer)
  if why then bell(peer, 'gone|' .. offer .. '|' .. why) end
  return ticket, peer
end

-- Skipped by claims, out of the line, its priority time kept.
local function goAway(id, awayFor)
  local offer, priority = unpack(redis.call('HMGET', ticketKey(id), 'offer', 'priority'))
  if offer then dropOffer(offer, 'withdrawn') end
  outOfLine(id, 'left')
  setTicket(id, 'away')
  redis.call('ZADD', pool .. 'absent', priority, id)
  due('away', id, now + tonumber(awayFor))
end

-- The end of a ticket without a match; the outbox tells those who keep what was written in line. Where the peer of
-- a conversation had stayed, it is theirs as before, and the ticket is again the one that they took.
local function endTicket(id, why)
  local offer, conversation, turn, since =
    unpack(redis.call('HMGET', ticketKey(id), 'offer', 'conversation', 'turn', 'since'))
  if offer then dropOffer(offer, 'withdrawn') end
  outOfLine(id, 'left')
  forgetTimes(id)
  local stays = redis.call('HGET', talkKey(conversation), 'stays')
  if stays then
    redis.call('HINCRBY', ticketKey(id), 'turn', -1)
    setTicket(id, 'matched')
    redis.call('HSET', talkKey(conversation), 'peer', stays)
    redis.call('HDEL', talkKey(conversation), 'stays')
  else
    -- That there was one is known for a while: whoever comes back late is told that it has ended.
    redis.call('DEL', ticketKey(id))
    redis.call('HSET', ticketKey(id), 'state', 'ended', 'conversation', conversation)
    redis.call('PEXPIRE', ticketKey(id), ENDED_KNOWN)
  end
  redis.call('XADD', pool .. 'ended', '*', 'ticket', id, 'conversation', conversation, 'turn', turn,
    'why', why, 'waited', ms(now - tonumber(since)))
  bell('ended', 'look')
  bell(id, 'gone|' .. why)
end

local function duty(id)
  local on, capacity, rest, topics, avoid =
    unpack(redis.call('HMGET', peerKey(id), 'on', 'capacity', 'rest', 'topics', 'avoid'))
  if not on then return {'0', '0', '0', '', '', ''} end
  local taken = tostring(redis.call('ZCARD', placesKey(id)))
  if on == '0' then return {on, capacity, taken, rest or '', '', ''} end
  return {on, capacity, taken, rest or '', topics, avoid or ''}
end

-- The places of the people on duty by bucket, for honest waits and for the door.
local function count(id, sign)
  local bases, avoid, class, capacity =
    unpack(redis.call('HMGET', peerKey(id), 'bases', 'avoid', 'class', 'capacity'))
  for _, base in ipairs(peerBuckets(bases, avoid)) do
    local bucket = base .. '.' .. class
    if redis.call('HINCRBY', pool .. 'capacity', bucket, sign * tonumber(capacity)) == 0 then
      redis.call('HDEL', pool .. 'capacity', bucket)
    end
  end
end

-- Tells everyone for whom it matters that the people on duty changed.
local function dutyMoved(id)
  bell('door', 'look')
  for _, language in ipairs(split(redis.call('HGET', peerKey(id), 'languages'))) do
    bell('line:' .. language, 'moved|duty')
  end
end

-- Whether a peer would rather not take one of the topics this shift.
local function avoids(peer, topics)
  local avoided = {}
  for _, topic in ipairs(split(redis.call('HGET', peerKey(peer), 'avoid'))) do avoided[topic] = true end
  for _, topic in ipairs(split(topics)) do
    if avoided[topic] then return true end
  end
  return false
end

-- Those who wait for a known peer alone wait for anyone from now on; or only those of them whom the peer avoids.
local function nobodysAlone(id, onlyAvoided)
  for _, gate in ipairs(GATES) do
    for _, ticket in ipairs(redis.call('ZRANGE', pool .. 'waiting:peer.' .. id .. '.' .. gate, 0, -1)) do
      if not onlyAvoided or avoids(id, redis.call('HGET', ticketKey(ticket), 'topics')) then
        fromAnyone(ticket)
      end
    end
  end
end

local function offDuty(id, cause)
  if redis.call('HGET', peerKey(id), 'on') ~= '1' then return end
  count(id, -1)
  redis.call('HSET', peerKey(id), 'on', '0')
  redis.call('ZREM', pool .. 'onduty', id)
  notDue('peer', id)
  local offer = redis.call('HGET', peerKey(id), 'offer')
  if offer then
    waits((dropOffer(offer, 'withdrawn')), 'returned')
  else
    offerable(id)
  end
  -- What they would rather not take was for this shift.
  redis.call('HDEL', peerKey(id), 'avoid')
  nobodysAlone(id, false)
  dutyMoved(id)
  if cause then bell(id, 'duty|' .. cause) end
end

-- Whether a peer has lived one of the topics, where that is what is asked for.
local function hasLived(peer, topics, wants)
  if wants ~= 'lived' or topics == '' then return true end
  local lived = {}
  for _, topic in ipairs(split(redis.call('HGET', peerKey(peer), 'topics'))) do lived[topic] = true end
  for _, topic in ipairs(split(topics)) do
    if lived[topic] then return true end
  end
  return false
end

-- How many supervisors there are; a node that has not said so lately is not believed.
local function supervisorsHere()
  local here = 0
  for _, said in ipairs(redis.call('HVALS', pool .. 'supervisors')) do
    local number, till = string.match(said, '^(%d+)|(%d+)$')
    if tonumber(till) > now then here = here + tonumber(number) end
  end
  return here
end

-- What an engine and a supervisor see of a ticket and of a peer.
local function ticketRow(id)
  local t = redis.call('HMGET', ticketKey(id), 'language', 'clearance', 'avoid', 'known', 'topics', 'wants',
    'patience', 'band', 'priority', 'arrived', 'only', 'version', 'conversation', 'state')
  local row = {id}
  for i = 1, 14 do row[i + 1] = t[i] or '' end
  return row
end

local function peerRow(id)
  local p = redis.call('HMGET', peerKey(id), 'level', 'cleared', 'languages', 'topics', 'capacity',
    'rested', 'version', 'avoid')
  local taken = redis.call('ZCARD', placesKey(id))
  return {id, p[1], p[2], p[3], p[4], tostring(tonumber(p[5]) - taken), p[6], p[7], p[8] or ''}
end
