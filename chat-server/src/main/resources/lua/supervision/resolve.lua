#!lua
-- Closes a flag for good, writes down what came of it, and rings. Of several who close it, one does.
-- KEYS[1] open     HASH flag id -> flag
-- KEYS[2] flagged  HASH conversation -> count of its open flags
-- KEYS[3] out      STREAM of verdicts that are not counted yet
-- KEYS[4] bell     shard channel
-- ARGV[1] flag id  ARGV[2] conversation id
-- ARGV[3] by       name of the supervisor, empty when nobody closed it
-- ARGV[4] verdict  JSON without flag, conversation or person; empty when there is none
-- Answer: {how many flags of the conversation are still open}; {-1} when this one was closed before
if redis.call('HDEL', KEYS[1], ARGV[1]) == 0 then
  return {-1}
end
local left = redis.call('HINCRBY', KEYS[2], ARGV[2], -1)
if left <= 0 then
  redis.call('HDEL', KEYS[2], ARGV[2])
end
if ARGV[4] ~= '' then
  redis.call('XADD', KEYS[3], '*', 'verdict', ARGV[4])
end
redis.call('SPUBLISH', KEYS[4], ARGV[1] .. '|' .. ARGV[3])
return {math.max(left, 0)}
