#!lua
-- Brings the peer into a waiting conversation; the note becomes its next message.
-- Opening it again for the same peer changes nothing.
-- KEYS[1] meta  HASH
-- KEYS[2] log   STREAM
-- KEYS[3] ids   HASH
-- KEYS[4] due   ZSET
-- ARGV[1] peer         person id
-- ARGV[2] peer's name  string
-- ARGV[3] life         milliseconds
-- ARGV[4] quiet        milliseconds without a message after which to look at it
-- ARGV[5] conversation id
-- ARGV[6] history      the server's
-- Answer: {'open'}, {'known'} for the same peer, {'taken'} for another, {'gone'} when there is none
local state, peer = unpack(redis.call('HMGET', KEYS[1], 'state', 'peer'))
if not state then
  return {'gone'}
end
if state ~= 'waiting' then
  return {peer == ARGV[1] and 'known' or 'taken'}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], 'state', 'open', 'peer', ARGV[1], 'name:peer', ARGV[2])
local note, noteId, digest, seeker =
  unpack(redis.call('HMGET', KEYS[1], 'note', 'noteId', 'noteDigest', 'seeker'))
if note then
  local seq = redis.call('HINCRBY', KEYS[1], 'seq', 1)
  redis.call('XADD', KEYS[2], seq .. '-0', 'i', noteId, 'b', 'seeker:' .. seeker,
    't', string.format('%.0f', now), 's', note)
  redis.call('HSET', KEYS[3], noteId, seq .. '|' .. string.format('%.0f', now) .. '|' .. digest)
  redis.call('HDEL', KEYS[1], 'note', 'noteId', 'noteDigest')
end
for i = 1, 3 do
  redis.call('PEXPIRE', KEYS[i], ARGV[3])
end
redis.call('ZADD', KEYS[4], string.format('%.0f', now + tonumber(ARGV[4])), ARGV[5])
return {'open'}
