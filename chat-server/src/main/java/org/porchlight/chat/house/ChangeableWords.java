package org.porchlight.chat.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sentences that a house may say in its own words, each with the places that are filled in it.
 * What says who reads, what is kept, what to do in danger and how to leave is not among them: it
 * describes what the software does. A test of the pages compares this list with their words.
 */
@Component
class ChangeableWords {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z]{1,20})\\}");

  private final Map<String, Set<String>> placesByKey;

  ChangeableWords() {
    try (var file = ChangeableWords.class.getResourceAsStream("/house/words.json")) {
      if (file == null) {
        throw new IllegalStateException("house/words.json is not on the class path");
      }
      placesByKey =
          Collections.unmodifiableMap(
              JsonMapper.shared()
                  .readValue(file, new TypeReference<Map<String, Set<String>>>() {}));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Every one with its places, in the order in which a seeker meets them. */
  Map<String, Set<String>> all() {
    return placesByKey;
  }

  /** Whether it may be said in other words, and these have exactly the places of the sentence. */
  boolean fits(String key, Sentence sentence) {
    return Optional.ofNullable(placesByKey.get(key))
        .filter(places -> hasExactly(places, sentence.en()) && hasExactly(places, sentence.es()))
        .isPresent();
  }

  private static boolean hasExactly(Set<String> places, String words) {
    var found = new HashSet<String>();
    String rest =
        PLACE
            .matcher(words)
            .replaceAll(place -> {
              found.add(place.group(1));
              return "";
            });
    return found.equals(places) && rest.indexOf('{') < 0 && rest.indexOf('}') < 0;
  }
}
