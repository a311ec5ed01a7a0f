#!lua
-- Closes a flag for good, writes down what came of it, and rings. Of several who close it, one does.
-- KEYS[1] open     HASH flag id -> flag
-- KEYS[2] flagged  HASH conversation -> count of its open flags that count
-- KEYS[3] out      STREAM of verdicts that are not counted yet
-- KEYS[4] bell     shard channel
-- KEYS[5] claims   HASH flag id -> supervisor|name, <flag id>:since, <flag id>:loud, <flag id>:asked,
--                 <flag id>:line peer who crossed one
-- KEYS[6] was      SET of what is known of its conversation by flags that were right
-- ARGV[1] flag id  ARGV[2] conversation id
-- ARGV[3] by       name of the supervisor, empty when nobody closed it
-- ARGV[4] verdict  JSON without flag, conversation or person; empty when there is none
-- ARGV[5] holder   person id of who has to have it, empty when nobody has to
-- ARGV[6] hidden   person ids of who never hears of it, with commas between
-- ARGV[7] 1 when it counts
-- ARGV[8] hard     what says that it was hard on whoever was there; empty when it was not
-- ARGV[9] line     what says, before their id, that its peer crossed a line; empty when it was not right
-- ARGV[10] kept    milliseconds for which both are known
-- Answer: {how many flags of the conversation that count are still open}; {-1} when this one was closed before;
--   {-2} when it is not theirs
if ARGV[5] ~= '' and redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then
  local claim = redis.call('HGET', KEYS[5], ARGV[1])
  if not claim or string.match(claim, '^([^|]*)|') ~= ARGV[5] then
    return {-2}
  end
end
if redis.call('HDEL', KEYS[1], ARGV[1]) == 0 then
  return {-1}
end
local crossed = redis.call('HGET', KEYS[5], ARGV[1] .. ':line')
redis.call('HDEL', KEYS[5], ARGV[1], ARGV[1] .. ':since', ARGV[1] .. ':loud', ARGV[1] .. ':asked', ARGV[1] .. ':line')
local left = tonumber(redis.call('HGET', KEYS[2], ARGV[2]) or 0)
if ARGV[7] == '1' then
  left = redis.call('HINCRBY', KEYS[2], ARGV[2], -1)
end
if left <= 0 then
  redis.call('HDEL', KEYS[2], ARGV[2])
end
if ARGV[4] ~= '' then
  redis.call('XADD', KEYS[3], '*', 'verdict', ARGV[4])
end
if ARGV[8] ~= '' then
  redis.call('SADD', KEYS[6], ARGV[8])
  redis.call('PEXPIRE', KEYS[6], ARGV[10])
end
if ARGV[9] ~= '' and crossed then
  redis.call('SADD', KEYS[6], ARGV[9] .. crossed)
  redis.call('PEXPIRE', KEYS[6], ARGV[10])
end
redis.call('SPUBLISH', KEYS[4], ARGV[1] .. '|' .. ARGV[6] .. '|' .. ARGV[3])
return {math.max(left, 0)}
