#!lua
-- Which clinicians are on duty and there. Reads only.
-- KEYS[1] here  ZSET clinician -> ms at which the lease of being there ends
-- KEYS[2] duty  ZSET clinician -> ms at which the lease of being on duty ends
-- Answer: {clinician, …}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local there = {}
for _, clinician in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. string.format('%.0f', now), '+inf')) do
  local till = redis.call('ZSCORE', KEYS[1], clinician)
  if till and tonumber(till) > now then
    there[#there + 1] = clinician
  end
end
return there
