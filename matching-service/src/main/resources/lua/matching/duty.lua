-- The duty of a peer as it is.
-- ARGV[1] peer
-- Answer: {on, capacity, taken, rests until ms or empty, topics, topics they avoid}
return duty(ARGV[1])
