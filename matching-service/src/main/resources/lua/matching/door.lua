-- Who is there for a language.
-- ARGV[1] language
-- Answer: {places of peers on duty, supervisors}
local places, here = 0, 0
for _, class in ipairs(CLASSES) do
  places = places + tonumber(redis.call('HGET', pool .. 'capacity', ARGV[1] .. '.any.' .. class) or '0')
end
for _, said in ipairs(redis.call('HVALS', pool .. 'supervisors')) do
  local number, till = string.match(said, '^(%d+)|(%d+)$')
  if tonumber(till) > now then here = here + tonumber(number) end
end
return {tostring(places), tostring(here)}
