#!lua
-- Writes an entry down, for the chain to take.
-- KEYS[1] pending  STREAM
-- ARGV    field, value, ... and the server's history last
-- Answer: {id of the stream}
return {redis.call('XADD', KEYS[1], '*', unpack(ARGV, 1, #ARGV - 1))}
