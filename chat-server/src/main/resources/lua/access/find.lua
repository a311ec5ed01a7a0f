#!lua
-- A pass, told by the server that takes the writes and can still promise what it promises.
-- KEYS[1] pass  HASH
-- Answer: fields and values in turn, {} when there is none
return redis.call('HGETALL', KEYS[1])
