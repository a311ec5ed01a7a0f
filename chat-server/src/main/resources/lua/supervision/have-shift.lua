#!lua
-- A supervisor has what another one left, alone; the words of it are gone with that. Saying so again changes nothing.
-- KEYS[1] shift   HASH id, key and sealed, of one supervisor; taken, person id|name, once somebody has it
-- KEYS[2] shifts  SET of supervisors who left something
-- ARGV[1] id  ARGV[2] who left it, person id
-- ARGV[3] supervisor, person id  ARGV[4] their name
-- Answer: {'yours'}, {'taken', by whom}, or {'gone'} when there is no such thing
if redis.call('HGET', KEYS[1], 'id') ~= ARGV[1] then
  return {'gone'}
end
local taken = redis.call('HGET', KEYS[1], 'taken')
if taken then
  local holder, name = string.match(taken, '^([^|]*)|(.*)$')
  if holder == ARGV[3] then
    return {'yours'}
  end
  return {'taken', name}
end
redis.call('HSET', KEYS[1], 'taken', ARGV[3] .. '|' .. ARGV[4])
redis.call('HDEL', KEYS[1], 'key', 'sealed')
redis.call('SREM', KEYS[2], ARGV[2])
return {'yours'}
