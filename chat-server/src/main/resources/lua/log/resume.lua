#!lua
-- How far a conversation goes, for somebody who has it up to a position. A position that is not there, or a server
-- that writes another history, means that its end may be lost: a new epoch begins, and everybody is told to look.
-- KEYS[1] meta  HASH
-- KEYS[2] ring  shard channel
-- ARGV[1] epoch    the reader's
-- ARGV[2] after    the reader's position
-- ARGV[3] epoch    a new one, should it be needed
-- ARGV[4] history  the server's
-- Answer: {epoch, seq}, or {} when there is no such conversation
local epoch, seq, history = unpack(redis.call('HMGET', KEYS[1], 'epoch', 'seq', 'history'))
if not epoch then
  return {}
end
if history ~= ARGV[4] or (epoch == ARGV[1] and tonumber(ARGV[2]) > tonumber(seq)) then
  epoch = ARGV[3]
  if history ~= ARGV[4] then
    local time = redis.call('TIME')
    redis.call('HSET', KEYS[1], 'history', ARGV[4], 'repaired',
      string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)))
  end
  redis.call('HSET', KEYS[1], 'epoch', epoch)
  redis.call('SPUBLISH', KEYS[2], 'slook')
end
return {epoch, seq}
