#!lua
-- Reads, and writes nothing.
-- KEYS[1] count  number
-- Answer: {the number, or nothing}
return {redis.call('GET', KEYS[1]) or ''}
