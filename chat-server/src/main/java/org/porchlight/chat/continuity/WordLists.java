package org.porchlight.chat.continuity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The plain words that come-back words are made of, by language. */
final class WordLists {
  private static final int AT_ONCE = 4;
  private static final String USUAL = "en";

  private final Map<String, List<String>> lists = Map.of(USUAL, list(USUAL), "es", list("es"));
  private final SecureRandom random = new SecureRandom();

  /** New words; in English where there is no list for a language. */
  ComeBackWords pick(String language) {
    List<String> list = list(language, USUAL);
    return ComeBackWords.of(
        Stream.generate(() -> list.get(random.nextInt(list.size()))).limit(AT_ONCE).toList());
  }

  /** All words of a language. */
  List<String> all(String language) {
    return list(language, USUAL);
  }

  private List<String> list(String language, String otherwise) {
    List<String> list = lists.get(language);
    return list == null ? lists.getOrDefault(otherwise, List.of()) : list;
  }

  private static List<String> list(String language) {
    String name = "/words/" + language + ".txt";
    try (InputStream words = WordLists.class.getResourceAsStream(name)) {
      if (words == null) {
        throw new IllegalStateException("words missing: " + name);
      }
      return new String(words.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(word -> !word.isBlank())
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("words cannot be read: " + name, unreadable);
    }
  }
}
