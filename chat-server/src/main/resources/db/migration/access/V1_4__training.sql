-- The day on which somebody finished their training, and the last one on which it counts (R9).
ALTER TABLE staff
  ADD COLUMN trained_on date,
  ADD COLUMN good_until date,
  -- Whoever has left stays a name in what is recorded, and nothing else.
  ADD COLUMN left_at timestamptz;
-- When they were trained is not known, so nothing is said of it until a coordinator writes it down.
UPDATE staff SET good_until = current_date + 365 WHERE level <> 'practice';
ALTER TABLE staff ADD CONSTRAINT trained CHECK (level = 'practice' OR good_until IS NOT NULL);

ALTER TABLE invitations
  ADD COLUMN trained_on date,
  ADD COLUMN good_until date;
UPDATE invitations SET good_until = current_date + 365 WHERE level <> 'practice';
ALTER TABLE invitations ADD CONSTRAINT trained CHECK (level = 'practice' OR good_until IS NOT NULL);
