#!lua
-- A supervisor joins a conversation, asks whether they may carry on, takes over or goes, or its seeker answers; and
-- rings. What is so already changes nothing. When the peer is out, a new epoch begins, so that nothing that is said
-- from then on reaches them. What the peer asks the seeker about handing over falls away when a supervisor asks or takes over,
-- and so does the question whether a clinician may come: the seeker is asked one thing at a time.
-- KEYS[1] meta  HASH
-- KEYS[2] ring  shard channel
-- ARGV[1] what        'join', 'ask', 'take', 'leave', or the seeker's 'yes' or 'no'
-- ARGV[2] supervisor  person id
-- ARGV[3] name        the supervisor's
-- ARGV[4] gone        a supervisor who is not there and may be replaced, or ''
-- ARGV[5] peer        'keep' or 'remove'; with 'yes', 'keep' means as it was asked
-- ARGV[6] epoch       a new one
-- ARGV[7] history     the server's
-- Answer: {'done'}, or {'not_yours' | 'closed' | 'left' | 'taken' | 'decided' | 'nobody_else'}
local what, by, name, keep = ARGV[1], ARGV[2], ARGV[3], ARGV[5]
local state, holder, peer, peerName, seq, writes, asked, steps, over, consult = unpack(redis.call('HMGET', KEYS[1],
  'state', 'supervisor', 'peer', 'name:peer', 'seq', 'writes', 'asked', 'steps', 'over', 'consult'))
if not state or state == 'waiting' then
  return {'not_yours'}
end
if state == 'closed' then
  return {'closed'}
end
if state == 'held' and what ~= 'leave' then
  return {'left'}
end

local function stepOf(kind, who, whoseName, with)
  local number = 1
  for _ in string.gmatch(steps or '', '[^\n]+') do
    number = number + 1
  end
  local time = redis.call('TIME')
  local at = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
  local line = table.concat({number, kind, at, seq, who, whoseName, with}, '\t')
  steps = (steps and steps .. '\n' or '') .. line
  redis.call('HSET', KEYS[1], 'steps', steps)
  redis.call('SPUBLISH', KEYS[2], 'sstepped|' .. line)
  return {'done'}
end

local function step(kind)
  return stepOf(kind, by, name, peerName or '')
end

local function notHandedOver()
  if not over then
    return
  end
  redis.call('HDEL', KEYS[1], 'over', 'overNote', 'noteOf')
  stepOf('over_back', peer, peerName, '')
end

local function notConsulted()
  local clinician, clinicianName = string.match(consult or '', '^asked\t%d+\t%d+\t([^\t]*)\t[^\t]*\t(.*)$')
  if clinician then
    redis.call('HDEL', KEYS[1], 'consult')
    stepOf('clinician_nobody', clinician, clinicianName, '')
  end
end

local function take()
  redis.call('HSET', KEYS[1], 'supervisor', by, 'name:supervisor', name)
  redis.call('HDEL', KEYS[1], 'asked')
  if not peer then
    return {'done'}
  end
  notHandedOver()
  notConsulted()
  if keep == 'keep' then
    if writes and holder == by then
      return {'done'}
    end
    redis.call('HSET', KEYS[1], 'writes', 'supervisor')
    return step('took_over')
  end
  local earlier = redis.call('HGET', KEYS[1], 'earlier')
  redis.call('HSET', KEYS[1], 'epoch', ARGV[6],
    'earlier', (earlier and earlier .. '\n' or '') .. peer .. ' ' .. peerName)
  redis.call('HDEL', KEYS[1], 'peer', 'name:peer', 'badge:peer', 'writes')
  local done = step('took_over_alone')
  redis.call('SPUBLISH', KEYS[2], 'slook')
  return done
end

if what == 'yes' or what == 'no' then
  if not asked then
    return {'decided'}
  end
  by, keep, name = string.match(asked, '^([^\t]*)\t([^\t]*)\t(.*)$')
  if ARGV[5] == 'remove' then
    -- Something was reported since it was asked.
    keep = 'remove'
  end
  if holder and holder ~= by then
    -- Somebody else joined meanwhile.
    redis.call('HDEL', KEYS[1], 'asked')
    return step('declined')
  end
  if what == 'yes' then
    return take()
  end
  redis.call('HDEL', KEYS[1], 'asked')
  return step('declined')
end

if what == 'leave' then
  if holder ~= by then
    return {'not_yours'}
  end
  if not peer then
    return {'nobody_else'}
  end
  redis.call('HDEL', KEYS[1], 'supervisor', 'name:supervisor', 'writes', 'asked')
  return step('left')
end

if holder and holder ~= by and holder ~= ARGV[4] then
  return {'taken'}
end
if what == 'take' then
  return take()
end
if what == 'ask' then
  local question = by .. '\t' .. keep .. '\t' .. name
  if asked == question then
    return {'done'}
  end
  local before = asked and string.match(asked, '^([^\t]*)')
  if before and before ~= by and before ~= ARGV[4] then
    return {'taken'}
  end
  -- One question at a time. Another peer who is looked for already is no question.
  if over and string.match(over, '^asked') then
    notHandedOver()
  end
  notConsulted()
  redis.call('HSET', KEYS[1], 'asked', question)
  return step('asked')
end
if holder == by then
  return {'done'}
end
redis.call('HSET', KEYS[1], 'supervisor', by, 'name:supervisor', name)
return step('joined')
