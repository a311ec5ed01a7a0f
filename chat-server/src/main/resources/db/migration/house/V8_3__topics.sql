-- What a night may be about, as seekers are asked. Until now all of them were offered; a server of before this still says so.
ALTER TABLE house.settings
  ADD COLUMN topics text[] NOT NULL DEFAULT
    '{loneliness,grief,anxiety,relationships,family,work,money,illness,identity,substance-use,self-harm,suicidal-thoughts,just-talk}'
    CHECK (cardinality(topics) >= 1);
