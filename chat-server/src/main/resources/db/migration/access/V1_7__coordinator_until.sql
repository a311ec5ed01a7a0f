-- When somebody was coordinator last, so that nobody is alone with the role at once by taking it from the others.
ALTER TABLE staff ADD COLUMN coordinator_until timestamptz;
