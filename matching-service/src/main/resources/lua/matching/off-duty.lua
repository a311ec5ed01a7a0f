-- Goes off duty; an open offer goes back to the line.
-- ARGV[1] peer
-- Answer: {on, capacity, taken, rests until ms or empty}
offDuty(ARGV[1], false)
return duty(ARGV[1])
