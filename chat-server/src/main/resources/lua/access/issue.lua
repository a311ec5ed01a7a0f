#!lua
-- Makes a pass.
-- KEYS[1] pass  HASH
-- ARGV[1] idle  milliseconds
-- ARGV[2..]     a field and its value, and so on; last the server's history
-- Answer: {'issued'}
for i = 2, #ARGV - 2, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return {'issued'}
