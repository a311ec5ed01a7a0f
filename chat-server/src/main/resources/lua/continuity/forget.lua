#!lua
-- Words lead nowhere any more, unless they came to lead elsewhere since somebody looked.
-- KEYS[1] words    STRING
-- ARGV[1] sealed   what was there then
-- ARGV[2] history  the server's
-- Answer: {1} when they did lead there, else {0}
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return {redis.call('DEL', KEYS[1])}
end
return {0}
