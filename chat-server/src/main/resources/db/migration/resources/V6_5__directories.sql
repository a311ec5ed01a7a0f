-- A page that names lines is no line, and nobody answers there.
ALTER TABLE crisis_lines DROP CONSTRAINT crisis_lines_kind_check;
ALTER TABLE crisis_lines ADD CONSTRAINT crisis_lines_kind_check
  CHECK (kind IN ('emergency', 'talk', 'text', 'chat', 'directory'));
-- A house that touched the region before has it as it shipped then; what somebody checked there stays as they left it.
UPDATE crisis_lines SET kind = 'directory'
  WHERE region = 'elsewhere' AND value = 'https://findahelpline.com' AND checked_by IS NULL;
