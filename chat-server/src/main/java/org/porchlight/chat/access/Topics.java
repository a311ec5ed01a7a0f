package org.porchlight.chat.access;

import java.util.List;

/** What a night may be about. */
public final class Topics {
  /** Those that the pages have words for, in the order in which they are offered. */
  public static final List<String> KNOWN =
      List.of(
          "loneliness",
          "grief",
          "anxiety",
          "relationships",
          "family",
          "work",
          "money",
          "illness",
          "identity",
          "substance-use",
          "self-harm",
          "suicidal-thoughts",
          "just-talk");

  private Topics() {}
}
