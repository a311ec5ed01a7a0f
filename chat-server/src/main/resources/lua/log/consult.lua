#!lua
-- A supervisor asks whether a clinician may come, the seeker answers or takes a yes back, the clinician comes or goes;
-- and rings. What is so already changes nothing. Without the seeker's yes nobody comes in. When a clinician is out, a
-- new epoch begins, so that nothing that is said from then on reaches them. A no stays for the whole conversation.
-- KEYS[1] meta  HASH
-- KEYS[2] ring  shard channel
-- ARGV[1] what       'ask', the seeker's 'yes' or 'no', 'nobody' for a yes to whom nothing can come of, 'join' or 'leave'
-- ARGV[2] clinician  person id, where it is theirs to do, or who is asked for
-- ARGV[3] name       the clinician's who is asked for, or empty
-- ARGV[4] question   number of the step that the seeker answers, or empty
-- ARGV[5] asked by   the supervisor, person id, or empty
-- ARGV[6] gone       a clinician who is not there and may be replaced, or empty
-- ARGV[7] most       questions in one conversation
-- ARGV[8] epoch      a new one, should it be needed
-- ARGV[9] history    the server's
-- Answer: {'done'}, or {'not_yours' | 'closed' | 'left' | 'taken' | 'already' | 'too_fast' | 'decided'}
local what, by = ARGV[1], ARGV[2]
local state, seq, consult, count, asked, over, steps =
  unpack(redis.call('HMGET', KEYS[1], 'state', 'seq', 'consult', 'consults', 'asked', 'over', 'steps'))
if not state or state == 'waiting' then
  return {'not_yours'}
end
if state == 'closed' then
  return {'closed'}
end
if state == 'held' and what ~= 'leave' and what ~= 'no' then
  return {'left'}
end
local standing, question, clinician, askedBy, name
if consult then
  standing, question, clinician, askedBy, name =
    string.match(consult, '^(%a+)\t(%d+)\t%d+\t([^\t]*)\t([^\t]*)\t(.*)$')
end

local function keep(how, from)
  redis.call('HSET', KEYS[1], 'consult', table.concat({how, question, from, clinician, askedBy, name}, '\t'))
end

local function step(kind)
  local number = 1
  for _ in string.gmatch(steps or '', '[^\n]+') do
    number = number + 1
  end
  local time = redis.call('TIME')
  local at = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
  local line = table.concat({number, kind, at, seq, clinician, name, ''}, '\t')
  steps = (steps and steps .. '\n' or '') .. line
  redis.call('HSET', KEYS[1], 'steps', steps)
  redis.call('SPUBLISH', KEYS[2], 'sstepped|' .. line)
  return number
end

-- Who is out hears that it is so, and no more.
local function out(kind)
  redis.call('HDEL', KEYS[1], 'clinician')
  redis.call('HSET', KEYS[1], 'epoch', ARGV[8])
  step(kind)
  redis.call('SPUBLISH', KEYS[2], 'slook')
end

if what == 'ask' then
  if standing == 'no' then
    return {'decided'}
  end
  if standing == 'asked' and clinician == by then
    return {'done'}
  end
  if standing and clinician ~= ARGV[6] then
    return {'already'}
  end
  if asked or (over and string.match(over, '^asked')) then
    return {'taken'}
  end
  if tonumber(count or '0') >= tonumber(ARGV[7]) then
    return {'too_fast'}
  end
  if standing == 'in' then
    out('clinician_left')
  elseif standing then
    step('clinician_nobody')
  end
  clinician, askedBy, name = by, ARGV[5], ARGV[3]
  redis.call('HINCRBY', KEYS[1], 'consults', 1)
  question = step('clinician_asked')
  keep('asked', 0)
  return {'done'}
end

if what == 'join' then
  if clinician ~= by or (standing ~= 'agreed' and standing ~= 'in') then
    return {'not_yours'}
  end
  if standing == 'agreed' then
    redis.call('HSET', KEYS[1], 'clinician', by)
    keep('in', string.format('%d', tonumber(seq) + 1))
    step('clinician_joined')
  end
  return {'done'}
end

if what == 'leave' then
  if clinician ~= by or (standing ~= 'agreed' and standing ~= 'in') then
    return {'not_yours'}
  end
  redis.call('HDEL', KEYS[1], 'consult')
  if standing == 'in' then
    out('clinician_left')
  else
    step('clinician_nobody')
  end
  return {'done'}
end

if question ~= ARGV[4] or standing == 'no' then
  return {'decided'}
end
if what == 'no' then
  keep('no', 0)
  if standing == 'in' then
    out('clinician_back')
  else
    step(standing == 'asked' and 'clinician_declined' or 'clinician_back')
  end
  return {'done'}
end
if standing ~= 'asked' then
  return {'done'}
end
if what == 'nobody' then
  redis.call('HDEL', KEYS[1], 'consult')
  step('clinician_nobody')
  return {'done'}
end
keep('agreed', 0)
step('clinician_agreed')
return {'done'}
