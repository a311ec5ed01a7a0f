-- Goes off duty; an open offer goes back to the line.
-- ARGV[1] peer  ARGV[2] why, which they are told, or empty when they asked for it
-- Answer: {on, capacity, taken, rests until ms or empty, topics, topics they avoid}
offDuty(ARGV[1], ARGV[2] ~= '' and ARGV[2])
return duty(ARGV[1])
