package org.porchlight.moderation.rules;

import java.util.Arrays;
import java.util.Optional;

/** The languages that have rules. */
public enum Language {
  ENGLISH("en"),
  SPANISH("es");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  /** The two-letter code that names its files. */
  public String code() {
    return code;
  }

  /** Empty where no language of that code has rules. */
  public static Optional<Language> of(String code) {
    return Arrays.stream(values()).filter(language -> language.code.equals(code)).findFirst();
  }
}
