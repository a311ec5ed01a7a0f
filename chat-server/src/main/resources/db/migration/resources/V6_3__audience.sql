-- For whom a line is, where it is not for everybody.
ALTER TABLE crisis_lines ADD COLUMN audience text CHECK (audience IN ('youth', 'adult'));
-- A house that touched the region before has this one as it shipped then.
UPDATE crisis_lines SET audience = 'youth' WHERE id = 'au.talk.1800-55-1800' AND value = '1800 55 1800';
