#!lua
-- Numbers a person's sockets.
-- KEYS[1] sockets     counter
-- ARGV[1] remembered  milliseconds
-- Answer: the number of the newest
local socket = redis.call('INCR', KEYS[1])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return socket
