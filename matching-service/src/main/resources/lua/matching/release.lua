-- A conversation ended: its peer has the place free again and begins to rest, and how long it took is
-- remembered as a mean that forgets (each new one weighs 1, all before it 0.98 of what they did).
-- ARGV[1] peer  ARGV[2] conversation
-- Answer: {'released'} or {'known'}
local freed = placeFreed(ARGV[1], ARGV[2])
local ticket, peer, since, stays =
  unpack(redis.call('HMGET', talkKey(ARGV[2]), 'ticket', 'peer', 'since', 'stays'))
if stays == ARGV[1] then redis.call('HDEL', talkKey(ARGV[2]), 'stays') end
-- Nobody is in it, or whoever stayed until another came is not any more.
local nobodys = peer == '' and (not stays or stays == ARGV[1])
if nobodys and inLine(redis.call('HGET', ticketKey(ticket), 'state')) then
  endTicket(ticket, 'left')
end
if peer == ARGV[1] then
  local lengths = pool .. 'lengths'
  local observed, mean = unpack(redis.call('HMGET', lengths, 'observed', 'mean'))
  local length = (now - tonumber(since)) / 60000
  local weight = tonumber(observed or '0') * 0.98 + 1
  mean = tonumber(mean or '0')
  redis.call('HSET', lengths, 'observed', tostring(weight), 'mean', tostring(mean + (length - mean) / weight))
  redis.call('DEL', ticketKey(ticket))
end
if peer == ARGV[1] or nobodys then redis.call('DEL', talkKey(ARGV[2])) end
if freed == 0 then return {'known'} end
rested(ARGV[1])
offerable(ARGV[1])
bell(ARGV[1], 'duty|places')
return {'released'}
