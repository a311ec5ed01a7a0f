#!lua
-- What the acts of matching share; put in front of each of them. Every key lies in the pool's one slot:
-- KEYS[1] is the pool's prefix, m:{pool}:, and which buckets are touched depends on the ticket itself.
-- Times are milliseconds of the Redis server's clock.
local pool = KEYS[1]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function ms(number)
  return string.format('%.0f', number)
end

local function ticketKey(id) return pool .. 'ticket:' .. id end
local function peerKey(id) return pool .. 'peer:' .. id end
local function offerKey(id) return pool .. 'offer:' .. id end
local function placesKey(id) return pool .. 'places:' .. id end

local function split(text)
  local parts = {}
  for part in string.gmatch(text, '[^,]+') do parts[#parts + 1] = part end
  return parts
end

local function bell(id, what)
  return redis.call('PUBLISH', pool .. 'bell:' .. id, what)
end

local function lineMoved(language)
  bell('line:' .. language, 'moved')
  bell('engine', 'look')
end

-- The buckets a ticket waits in: one for each topic it wants lived, else the one for anybody.
local function ticketBuckets(id)
  local language, topics, wants =
    unpack(redis.call('HMGET', ticketKey(id), 'language', 'topics', 'wants'))
  local buckets = {}
  if wants == 'lived' then
    for _, topic in ipairs(split(topics)) do buckets[#buckets + 1] = language .. '.' .. topic end
  end
  if #buckets == 0 then buckets[1] = language .. '.any' end
  return buckets
end

local function intoBuckets(id)
  local priority = redis.call('HGET', ticketKey(id), 'priority')
  for _, bucket in ipairs(ticketBuckets(id)) do
    redis.call('ZADD', pool .. 'waiting:' .. bucket, priority, id)
    redis.call('SADD', pool .. 'buckets', bucket)
  end
end

local function outOfBuckets(id)
  for _, bucket in ipairs(ticketBuckets(id)) do
    local key = pool .. 'waiting:' .. bucket
    redis.call('ZREM', key, id)
    if redis.call('EXISTS', key) == 0 then redis.call('SREM', pool .. 'buckets', bucket) end
  end
end

local function setTicket(id, state)
  redis.call('HSET', ticketKey(id), 'state', state)
  redis.call('HINCRBY', ticketKey(id), 'version', 1)
end

-- Back in line with the original place.
local function waits(id)
  local language, priority = unpack(redis.call('HMGET', ticketKey(id), 'language', 'priority'))
  setTicket(id, 'waiting')
  redis.call('HDEL', ticketKey(id), 'offer')
  intoBuckets(id)
  redis.call('ZADD', pool .. 'line:' .. language, priority, id)
  redis.call('SADD', pool .. 'languages', language)
  lineMoved(language)
end

local function outOfLine(id)
  local language = redis.call('HGET', ticketKey(id), 'language')
  outOfBuckets(id)
  redis.call('ZREM', pool .. 'line:' .. language, id)
  redis.call('ZREM', pool .. 'deadlines', 'away:' .. id)
  lineMoved(language)
end

-- What a peer's state says about being offered somebody, made true in the buckets of free peers.
local function offerable(id)
  local key = peerKey(id)
  local on, capacity, languages, topics, rested, offer =
    unpack(redis.call('HMGET', key, 'on', 'capacity', 'languages', 'topics', 'rested', 'offer'))
  local free = on == '1' and not offer
    and redis.call('SCARD', placesKey(id)) < tonumber(capacity)
  redis.call('HINCRBY', key, 'version', 1)
  local all = split(topics)
  all[#all + 1] = 'any'
  for _, language in ipairs(split(languages)) do
    for _, topic in ipairs(all) do
      local bucket = pool .. 'free:' .. language .. '.' .. topic
      if free then redis.call('ZADD', bucket, rested, id) else redis.call('ZREM', bucket, id) end
    end
  end
  if free then bell('engine', 'look') end
end

-- Takes an offer back, whatever for: the place is free again, the ticket is not offered.
local function dropOffer(offer, why)
  local ticket, peer, conversation =
    unpack(redis.call('HMGET', offerKey(offer), 'ticket', 'peer', 'conversation'))
  redis.call('DEL', offerKey(offer))
  redis.call('ZREM', pool .. 'deadlines', 'offer:' .. offer)
  redis.call('SREM', placesKey(peer), conversation)
  redis.call('HDEL', peerKey(peer), 'offer')
  offerable(peer)
  if why then bell(peer, 'gone|' .. offer .. '|' .. why) end
  return ticket, peer
end

local function duty(id)
  local on, capacity = unpack(redis.call('HMGET', peerKey(id), 'on', 'capacity'))
  if not on then return {'0', '0', '0'} end
  return {on, capacity, tostring(redis.call('SCARD', placesKey(id)))}
end

local function offDuty(id)
  if redis.call('EXISTS', peerKey(id)) == 0 then return end
  redis.call('HSET', peerKey(id), 'on', '0')
  redis.call('ZREM', pool .. 'onduty', id)
  redis.call('ZREM', pool .. 'deadlines', 'peer:' .. id)
  local offer = redis.call('HGET', peerKey(id), 'offer')
  if offer then
    local ticket = dropOffer(offer, 'withdrawn')
    waits(ticket)
  else
    offerable(id)
  end
end
