#!lua
-- A peer is in a conversation no more.
-- KEYS[1] open  SET of the peer's conversations
-- ARGV[1] conversation  id
-- Answer: {1} when they were in it, else {0}
return {redis.call('SREM', KEYS[1], ARGV[1])}
