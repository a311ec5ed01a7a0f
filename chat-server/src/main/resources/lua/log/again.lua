#!lua
-- What the two of a conversation say about talking again, once it is over. Neither is ever told what the other said.
-- KEYS[1] meta  HASH
-- ARGV[1] person   id of its seeker or its peer; empty for a supervisor
-- ARGV[2] what     'yes', 'no', or empty to look; 'never' of a supervisor, whatever the two say
-- ARGV[3] history  the server's
-- Answer: {'said', its thread, sealed or empty, its peer or empty, what its seeker said, what its peer said}, or {'gone'}
--   when it is not theirs, not over, to be deleted, belongs to no thread where its seeker says it, or had no peer
local state, seeker, peer, thread, deleted =
  unpack(redis.call('HMGET', KEYS[1], 'state', 'seeker', 'peer', 'thread', 'deleteAsked'))
if not state then
  return {'gone'}
end
if ARGV[2] == 'never' then
  redis.call('HSET', KEYS[1], 'again:never', '1')
else
  local part = ARGV[1] == seeker and 'seeker' or ARGV[1] == peer and 'peer'
  if state ~= 'closed' or deleted or not peer or not part or (part == 'seeker' and not thread) then
    return {'gone'}
  end
  if ARGV[2] ~= '' then
    redis.call('HSET', KEYS[1], 'again:' .. part, ARGV[2])
  end
end
local ofSeeker, ofPeer, never = unpack(redis.call('HMGET', KEYS[1], 'again:seeker', 'again:peer', 'again:never'))
return {'said', thread or '', peer or '', ofSeeker or '', never and 'no' or ofPeer or ''}
