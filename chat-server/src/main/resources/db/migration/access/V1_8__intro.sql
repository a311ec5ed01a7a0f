-- A line with which a peer introduces themselves to whoever talks with them, as public as their name.
ALTER TABLE staff ADD COLUMN intro text;
