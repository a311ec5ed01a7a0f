-- Who looked after what follows before somebody took it over: whoever has it now may ask them.
ALTER TABLE closings ADD COLUMN owner_before text;
