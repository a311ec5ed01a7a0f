package org.porchlight.chat.access;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may come in.
 *
 * @param minimumAge the youngest age, in years, until a coordinator says another one; 16 opens the
 *     door to people of 16 and 17, which needs an under-18 safeguarding policy
 * @param languages the languages in which there is a chat
 */
@ConfigurationProperties("porchlight.access")
public record AccessSettings(
    @DefaultValue("18") int minimumAge, @DefaultValue("en") Set<String> languages) {
  /** Refuses an age that nobody is asked about. */
  public AccessSettings {
    languages = Set.copyOf(languages);
    if (minimumAge != 16 && minimumAge != 18) {
      throw new IllegalArgumentException("minimumAge: " + minimumAge + " (expected: 16 or 18)");
    }
  }
}
