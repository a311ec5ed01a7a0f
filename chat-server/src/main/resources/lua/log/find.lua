#!lua
-- Fields of a conversation, told by the server that takes the writes. A writer runs it, so that the answer counts only
-- while that server can still promise what it promises: one that has been replaced without knowing cannot.
-- KEYS[1] meta  HASH
-- ARGV[…] fields; the last one is the server's history, which is not asked for
-- Answer: their values in this order, nil where there is none
local names = {}
for i = 1, #ARGV - 1 do names[i] = ARGV[i] end
return redis.call('HMGET', KEYS[1], unpack(names))
