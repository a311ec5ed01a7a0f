#!lua
-- Leaves what is open, and a note, for whoever comes next; it takes the place of what the same supervisor left before.
-- KEYS[1] shift   HASH id, key and sealed, of one supervisor
-- KEYS[2] shifts  SET of supervisors who left something
-- ARGV[1] id  ARGV[2] who left it, person id
-- ARGV[3] key  the wrapped key  ARGV[4] sealed  what was left
-- ARGV[5] kept  milliseconds
-- Answer: {1}
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'id', ARGV[1], 'key', ARGV[3], 'sealed', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
redis.call('SADD', KEYS[2], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
return {1}
