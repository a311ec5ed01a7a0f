#!lua
-- A peer is in a conversation.
-- KEYS[1] open  SET of the peer's conversations
-- ARGV[1] conversation  id
-- Answer: {1} when that is news, else {0}
return {redis.call('SADD', KEYS[1], ARGV[1])}
