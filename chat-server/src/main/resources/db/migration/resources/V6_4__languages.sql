-- In which languages a line answers, where they are known: codes with a space between them.
ALTER TABLE crisis_lines ADD COLUMN languages text CHECK (languages ~ '^[a-z]{2}( [a-z]{2}){0,11}$');
-- What else seekers read under a line, in the language of their page.
ALTER TABLE crisis_lines ADD COLUMN note_en text CHECK (length(note_en) BETWEEN 1 AND 80);
ALTER TABLE crisis_lines ADD COLUMN note_es text CHECK (length(note_es) BETWEEN 1 AND 80);
-- A house that touched the region before has these as they shipped then; what somebody checked there stays as they left it.
UPDATE crisis_lines SET languages = 'en es', note_en = 'For Spanish, press 2', note_es = 'Para español, marca 2'
  WHERE id = 'us.talk.988' AND value = '988' AND checked_by IS NULL;
UPDATE crisis_lines SET languages = 'en es', note_en = 'For Spanish, text AYUDA', note_es = 'Para español, envía AYUDA'
  WHERE id = 'us.text.988' AND value = '988' AND checked_by IS NULL;
UPDATE crisis_lines SET languages = 'en es', note_en = 'For Spanish, text AYUDA', note_es = 'Para español, envía AYUDA'
  WHERE id = 'us.text.741741' AND value = '741741' AND checked_by IS NULL;
UPDATE crisis_lines SET languages = 'en es', note_en = 'There is a chat in Spanish too', note_es = 'También hay un chat en español'
  WHERE id = 'us.chat.https-988lifeline-org' AND value = 'https://988lifeline.org' AND checked_by IS NULL;
UPDATE crisis_lines SET languages = 'en fr' WHERE id IN ('ca.talk.988', 'ca.text.988') AND value = '988' AND checked_by IS NULL;
