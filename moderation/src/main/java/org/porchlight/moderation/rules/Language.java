package org.porchlight.moderation.rules;

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
}
