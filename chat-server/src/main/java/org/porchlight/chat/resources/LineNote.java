package org.porchlight.chat.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What else there is to know of a line, in the languages of the pages.
 *
 * @param en in English
 * @param es in Spanish
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LineNote(@Nullable String en, @Nullable String es) {

  /** Null where there is nothing to say in any language. */
  static @Nullable LineNote of(@Nullable String en, @Nullable String es) {
    return en == null && es == null ? null : new LineNote(en, es);
  }

  /** For a page in that language; null where there is nothing to say in it. */
  public @Nullable String on(String language) {
    return language.equals("es") ? es : en;
  }
}
