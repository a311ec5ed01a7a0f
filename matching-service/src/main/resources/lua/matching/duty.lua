-- The duty of a peer as it is.
-- ARGV[1] peer
-- Answer: {on, capacity, taken}
return duty(ARGV[1])
