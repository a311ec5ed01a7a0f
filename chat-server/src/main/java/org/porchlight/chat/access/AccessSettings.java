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
 * @param passesPerMinute as many new passes are usual; while more are asked for, browsers work for
 *     theirs
 * @param addressHeader the header in which the proxy tells where a request comes from, and which
 *     nobody else can set; empty when it tells nobody, and then no connection is known
 */
@ConfigurationProperties("porchlight.access")
public record AccessSettings(
    @DefaultValue("18") int minimumAge,
    @DefaultValue("en") Set<String> languages,
    @DefaultValue("120") int passesPerMinute,
    @DefaultValue("") String addressHeader) {
  /** Refuses an age that nobody is asked about, and a house without passes. */
  public AccessSettings {
    languages = Set.copyOf(languages);
    if (minimumAge != 16 && minimumAge != 18) {
      throw new IllegalArgumentException("minimumAge: " + minimumAge + " (expected: 16 or 18)");
    }
    if (passesPerMinute < 1) {
      throw new IllegalArgumentException(
          "passesPerMinute: " + passesPerMinute + " (expected: >= 1)");
    }
  }
}
