-- Goes off duty; an open offer goes back to the line.
-- ARGV[1] peer
-- Answer: {on, capacity, taken}
offDuty(ARGV[1])
return duty(ARGV[1])
