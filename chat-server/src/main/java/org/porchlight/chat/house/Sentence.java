package org.porchlight.chat.house;

/**
 * A sentence of the house's own, in both languages of the pages.
 *
 * @param en in English
 * @param es in Spanish
 */
public record Sentence(String en, String es) {

  /** Without the words. */
  @Override
  public String toString() {
    return "Sentence";
  }
}
