-- The duty of a peer as it is.
-- ARGV[1] peer
-- Answer: {on, capacity, taken, rests until ms or empty}
return duty(ARGV[1])
