#!lua
-- Counts, and rings.
-- KEYS[1] counter  KEYS[2] shard channel
-- ARGV[1] by how much  ARGV[2] the server's history
-- Answer: {count, history}
local count = redis.call('INCRBY', KEYS[1], ARGV[1])
redis.call('SPUBLISH', KEYS[2], tostring(count))
return {tostring(count), ARGV[2]}
