#!lua
-- A peer asks whether another may go on with the seeker, takes that back, or the seeker answers, or nobody came; and
-- rings. What is so already changes nothing. What the next peer would be told is destroyed with the question, unless it
-- is handed over.
-- KEYS[1] meta  HASH
-- KEYS[2] ring  shard channel
-- ARGV[1] what      'ask', 'back', the seeker's 'yes' or 'no', or 'nobody'
-- ARGV[2] peer      person id; empty where it is not theirs to do
-- ARGV[3] question  number of the step that the seeker answers, or empty
-- ARGV[4] id        client's id of the question, or empty
-- ARGV[5] why       code, or empty
-- ARGV[6] note      sealed bytes, or empty
-- ARGV[7] most      questions in one conversation
-- ARGV[8] history   the server's
-- Answer: {'done'}, or {'not_yours' | 'closed' | 'left' | 'taken' | 'taken_over' | 'already' | 'too_fast' | 'decided'}
local what, by = ARGV[1], ARGV[2]
local state, peer, name, seq, writes, asked, over, last, count, steps, consult = unpack(redis.call('HMGET', KEYS[1],
  'state', 'peer', 'name:peer', 'seq', 'writes', 'asked', 'over', 'overId', 'overs', 'steps', 'consult'))
if not state or state == 'waiting' or not peer or (by ~= '' and by ~= peer) then
  return {'not_yours'}
end
if state == 'closed' then
  return {'closed'}
end
if state == 'held' and (what == 'ask' or what == 'yes') then
  return {'left'}
end
local standing, question
if over then
  standing, question = string.match(over, '^(%a+)\t(%d+)$')
end

local function step(kind, why)
  local number = 1
  for _ in string.gmatch(steps or '', '[^\n]+') do
    number = number + 1
  end
  local time = redis.call('TIME')
  local at = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
  local line = table.concat({number, kind, at, seq, peer, name, '', why}, '\t')
  redis.call('HSET', KEYS[1], 'steps', (steps and steps .. '\n' or '') .. line)
  return number, 'sstepped|' .. line
end

local function over_with(kind)
  redis.call('HDEL', KEYS[1], 'over', 'overNote', 'noteOf')
  local _, told = step(kind)
  redis.call('SPUBLISH', KEYS[2], told)
  return {'done'}
end

if what == 'ask' then
  if last == ARGV[4] then
    return {'done'}
  end
  if writes == 'supervisor' then
    return {'taken_over'}
  end
  if over then
    return {'already'}
  end
  if asked or (consult and string.match(consult, '^asked')) then
    return {'taken'}
  end
  if tonumber(count or '0') >= tonumber(ARGV[7]) then
    return {'too_fast'}
  end
  local number, told = step('over_asked', ARGV[5])
  redis.call('HINCRBY', KEYS[1], 'overs', 1)
  redis.call('HSET', KEYS[1], 'over', 'asked\t' .. number, 'overId', ARGV[4])
  redis.call('HDEL', KEYS[1], 'overNote', 'noteOf')
  if ARGV[6] ~= '' then
    redis.call('HSET', KEYS[1], 'overNote', ARGV[6], 'noteOf', number .. '\t' .. ARGV[4] .. '\t' .. peer)
    -- Words do not go through the doorbell unsealed: whoever listens reads them from here.
    told = 'slook'
  end
  redis.call('SPUBLISH', KEYS[2], told)
  return {'done'}
end

if what == 'back' then
  return over and over_with('over_back') or {'decided'}
end
if what == 'nobody' then
  return standing == 'agreed' and over_with('over_nobody') or {'decided'}
end
if not over or question ~= ARGV[3] then
  return {'decided'}
end
if what == 'no' then
  return over_with('over_declined')
end
if standing == 'agreed' then
  return {'done'}
end
redis.call('HSET', KEYS[1], 'over', 'agreed\t' .. question)
local _, told = step('over_agreed')
redis.call('SPUBLISH', KEYS[2], told)
return {'done'}
